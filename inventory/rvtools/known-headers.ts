/**
 * Headers RVTools 4.7 writes that are not read: a column of this list is never taken for a damaged other one, and is not
 * reported as unknown. Custom attributes are whatever is left. Source: header rows of a 4.7 export.
 */
import type { Tab } from "./columns.ts";

const TAIL = `Annotation|Backup status|ClusterInvariantVMMId|Last backup|Datacenter|Cluster|Host|Folder|OS according to the configuration file|
OS according to the VMware Tools|VM ID|VM UUID|VI SDK Server|VI SDK UUID`;

const HEAD = "VM|Powerstate|Template|SRM Placeholder";

const TEXT: Readonly<Partial<Record<Tab, string>>> = {
  vInfo: `Config status|DNS Name|Connection state|Guest state|Heartbeat|Consolidation Needed|PowerOn|Suspended To Memory|Suspend time|
Suspend Interval|Creation date|Change Version|Overall Cpu Readiness|Fixed Passthru HotPlug|min Required EVC Mode Key|Latency Sensitivity|
Op Notification Timeout|EnableUUID|disk.EnableUUID|CBT|Primary IP Address|Network #1|Network #2|Network #3|Network #4|Network #5|Network #6|
Network #7|Network #8|Num Monitors|Video Ram KiB|Resource pool|Folder ID|vApp|DAS protection|FT State|FT Role|FT Latency|FT Bandwidth|
FT Sec. Latency|Vm Failover In Progress|In Use MiB|Unshared MiB|HA Restart Priority|HA Isolation Response|HA VM Monitoring|Cluster rule(s)|
Cluster rule name(s)|Boot Required|Boot delay|Boot retry delay|Boot retry enabled|Boot BIOS setup|Reboot PowerOff|EFI Secure boot|Firmware|
HW version|HW upgrade status|HW upgrade policy|HW target|Path|Log directory|Snapshot directory|Suspend directory|Customization Info|
Guest Detailed Data|SMBIOS UUID|VI SDK Server type|VI SDK API Version|vInfoGuestHostName|vInfoInUse|vInfoPrimaryIPAddress|${TAIL}`,
  vCPU: `${HEAD}|CPUs|Sockets|Cores p/s|Max|Level|Shares|Entitlement|DRS Entitlement|Limit|Hot Add|Hot Remove|Numa Hotadd Exposed|${TAIL}`,
  vMemory: `${HEAD}|Size MiB|vMemorySizeMiB|Memory Reservation Locked To Max|Overhead|Max|Consumed|Consumed Overhead|Private|Shared|Swapped|
Ballooned|Entitlement|DRS Entitlement|Level|Shares|Limit|Hot Add|${TAIL}`,
  vDisk: `${HEAD}|Disk|Disk Key|Disk UUID|Disk Path|Raw|Disk Mode|Sharing mode|Thin|Eagerly Scrub|Split|Write Through|Level|Shares|
Reservation|Limit|Controller|Label|SCSI Unit #|Unit #|Shared Bus|Path|Raw LUN ID|Raw Comp. Mode|Internal Sort Column|${TAIL}`,
  vPartition: `${HEAD}|Disk Key|Disk|vPartitionDisk|Consumed MiB|vPartitionConsumedMiB|Free MiB|Free %|Internal Sort Column|${TAIL}`,
  vHost: `Config status|Compliance Check State|in Maintenance Mode|in Quarantine Mode|vSAN Fault Domain Name|HT Available|HT Active|
Cores per CPU|vHostCoresPerCPU|CPU usage %|vHostOverallCpuUsage|Memory Tiering Type|Memory usage %|vHostOverallMemoryUsage|Console|# NICs|
# HBAs|# VMs total|# VMs|VMs per Core|# vCPUs|vHostvCPUs|vCPUs per Core|vHostVCPUsPerCore|vRAM|VM Used memory|VM Memory Swapped|
VM Memory Ballooned|VMotion support|Storage VMotion support|Current EVC|Max EVC|Assigned License(s)|ATS Heartbeat|ATS Locking|
Current CPU power man. policy|Supported CPU power man.|Host Power Policy|ESX Version|vHostFullName|Boot time|DNS Servers|DHCP|Domain|
Domain List|DNS Search Order|NTP Server(s)|NTPD running|Time Zone|Time Zone Name|GMT Offset|Serial number|Service tag|OEM specific string|
BIOS Vendor|BIOS Version|BIOS Date|Certificate Issuer|Certificate Start Date|Certificate Expiry Date|Certificate Status|
Certificate Subject|Object ID|AutoDeploy.MachineIdentity|Backup status|ClusterInvariantVMMId|Last backup|UUID|VI SDK Server`,
  vCluster: `Config status|OverallStatus|numEffectiveHosts|TotalCpu|NumCpuCores|NumCpuThreads|Effective Cpu|TotalMemory|Effective Memory|
Num VMotions|HA enabled|Failover Level|AdmissionControlEnabled|Host monitoring|HB Datastore Candidate Policy|Isolation Response|
Restart Priority|Cluster Settings|Max Failures|Max Failure Window|Failure Interval|Min Up Time|VM Monitoring|DRS enabled|
DRS default VM behavior|DRS vmotion rate|DPM enabled|DPM default behavior|DPM Host Power Action Rate|Object ID|Backup status|
ClusterInvariantVMMId|com.vmware.vcenter.cluster.edrs.upgradeHostAdded|Last backup|VI SDK Server|VI SDK UUID`,
  vMetaData: "RVTools major version|RVTools version|Server",
};

/** Headers of a tab that are known and not read; undefined for a tab whose full header is not known. */
export function otherHeaders(tab: Tab): readonly string[] | undefined {
  return TEXT[tab]?.split("|").map((header) => header.trim());
}
