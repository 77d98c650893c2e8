/** Bibliography of the price lists: key of a `seen` source → what was read under it. List prices, and mostly second-hand. */
export const PRICE_SOURCES: Readonly<Record<string, string>> = {
  "W2003-SVM": "searchvmware on Windows Server 2003 R2 Enterprise in virtual machines; secondary",
  "WS25-PRICE":
    "microsoft-windows-server plans file of github.com/api-evangelist, May 2026, naming Microsoft's pricing page; generated, secondary",
  "WS22-PRICE": "licenseday.com: guide to licences of Windows Server 2025; secondary, prices of the release before",
  "VI3-CWUK": "computerworlduk, 2008: list price of VMware Infrastructure 3 Enterprise; secondary",
  "VCF-PRICE": "redresscompliance.com, June 2026: brief on VMware Cloud Foundation and vSphere Foundation; secondary",
  "ORA-PRICE": "redresscompliance.com on Oracle's technology price list of March 2025; secondary",
  "SQL22-PRICE":
    "redresscompliance.com and vendorbenchmark.com on SQL Server 2022, prices since January 2023; secondary, they agree",
  "RHEL-PRICE": "redresscompliance.com, June 2026: paper on renewals of Red Hat Enterprise Linux; secondary",
  "ZVM-V4": "enterprisesystemsmedia: z/VM V4, 45,000 USD per engine; secondary",
};
