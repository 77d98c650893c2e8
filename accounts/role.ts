/** Roles, each may do what the one before it may, and more. */

/** viewer reads, planner also makes and deletes, admin also sees how the server fares. */
export const ROLES = ["viewer", "planner", "admin"] as const;
/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** May somebody of this role do what needs that one? */
export const mayDo = (role: Role, need: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(need);
