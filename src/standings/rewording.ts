import type { EntityManager } from 'typeorm';

/** Makes the verdicts whose sentences name a unit due: the next settling writes them anew. */
export async function rewordUnit(tx: EntityManager, unitId: string): Promise<void> {
  await tx.query(
    `UPDATE verdict SET changes_at = 'epoch' FROM target JOIN indicator ON indicator.id = target.indicator_id
     WHERE verdict.target_id = target.id AND indicator.unit_id = $1`,
    [unitId],
  );
}
