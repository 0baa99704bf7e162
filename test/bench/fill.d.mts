/** What a test uses of the filling; the services are the program's, by their names. */
export const TODAY: string;

export interface Stencils {
  pledges: number;
  targets: number;
}

export function enterStencils(
  world: { services: Record<string, unknown>; timeIs(instant: string): void },
  series: number,
): Promise<void>;

export function readStencils(ownerUrl: string): Promise<Stencils>;

export function copyStencils(
  ownerUrl: string,
  stencils: Stencils,
  times: number,
  wordsOf: (texts: readonly (string | null)[]) => string[],
): Promise<void>;
