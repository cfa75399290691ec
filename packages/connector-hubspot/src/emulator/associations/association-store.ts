/** Filled in below. */
export interface AssociationStore {}
