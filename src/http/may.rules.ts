/** Who may ask a route, from everybody to the fewest; each may all that those before may. */
export const MAY = ['anybody', 'person', 'editor', 'reviewer', 'admin'] as const;
export type May = (typeof MAY)[number];

/** True when whoever is `held` may what is asked of `asked`. */
export function reaches(held: May, asked: May): boolean {
  return MAY.indexOf(held) >= MAY.indexOf(asked);
}
