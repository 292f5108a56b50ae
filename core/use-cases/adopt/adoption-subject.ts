/** How the message of a commit begins that adopts prompts. */
export const adoptionSubject = 'adopt: ';
