/**
 * The day of the newest page that was read for the built-in catalogue. Whoever looks over the three files beside this one anew sets
 * it; rules trust the catalogue for 90 days from here.
 */
export const catalogueDate = '2026-11-10';
