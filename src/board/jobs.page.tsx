import { instantInZone } from '../html/dates.rules.js';
import { type Words, say } from '../html/language.rules.js';
import { type Frame, Layout, documentOf } from '../html/layout.js';
import { count } from '../html/numbers.rules.js';
import type { JobRun } from '../jobs/ledger.service.js';

export type JobsView = {
  now: Date;
  runs: readonly JobRun[];
  /** what is due and not done yet */
  waiting: { verdicts: number; entries: number };
  nextChangeAt: Date | null;
};

const SCHEDULES: Record<string, Words> = {
  'settle standings': { zh: '结算判定', en: 'Settle verdicts' },
  seal: { zh: '封存记录', en: 'Seal the log' },
  'forget keys': { zh: '清理重复请求的钥匙', en: 'Forget request keys' },
};

const STATES: Record<JobRun['state'], Words> = {
  done: { zh: '完成', en: 'done' },
  failed: { zh: '失败', en: 'failed' },
};

/** Everything that runs by itself, with its last result and what waits. */
export function jobsPage(frame: Frame, { now, runs, waiting, nextChangeAt }: JobsView): string {
  const { language, zone } = frame;
  const t = say(language);
  const failing = runs.filter(({ state }) => state === 'failed').length;
  const instant = (at: Date) => <time datetime={at.toISOString()}>{instantInZone(at, zone, language)}</time>;
  return documentOf(
    <Layout frame={frame} title={t('作业', 'Jobs')}>
      <div class="head">
        <h1>
          {failing === 0
            ? t('自动作业全部正常。', 'Everything that runs by itself is well.')
            : t(`${failing}项自动作业失败。`, `${failing} of the jobs ${failing === 1 ? 'has' : 'have'} failed.`)}
        </h1>
        <p class="dense quiet">
          {t('数据库时间', 'Database time ')}
          {instant(now)}
          {t('；', '; ')}
          {waiting.verdicts === 0
            ? t('没有等着结算的判定', 'no verdict waits to be settled')
            : t(`${count(waiting.verdicts)}项判定等着结算`, `${count(waiting.verdicts)} verdicts wait to be settled`)}
          {t('，', ', ')}
          {waiting.entries === 0
            ? t('没有等着封存的记录', 'no entry waits to be sealed')
            : t(`${count(waiting.entries)}条记录等着封存`, `${count(waiting.entries)} entries wait to be sealed`)}
          {nextChangeAt !== null && (
            <>
              {t('；下一次变化', '; next change ')}
              {instant(nextChangeAt)}
            </>
          )}
          {t('。', '.')}
        </p>
      </div>
      {runs.length === 0 ? (
        <p class="empty">
          {t(
            '还没有跑过。这个进程可能只管网页（ROLES=web）。',
            'Nothing has run yet. This process may only serve pages (ROLES=web).',
          )}
        </p>
      ) : (
        <table class="stack">
          <caption class="hidden">{t('自动作业和上次结果', 'Jobs with their last result')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('作业', 'Job')}</th>
              <th scope="col">{t('上次', 'Last run')}</th>
              <th scope="col">{t('状态', 'State')}</th>
              <th scope="col">{t('结果', 'Result')}</th>
              <th scope="col" class="num">
                {t('失败过', 'Failed so far')}
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr>
                <td>{SCHEDULES[run.schedule]?.[language] ?? run.schedule}</td>
                <td class="fits">{instant(run.startedAt)}</td>
                <td class={run.state === 'failed' ? 'tone t-bad' : undefined}>{STATES[run.state][language]}</td>
                <td class="full" lang={language === 'zh' ? 'en' : undefined}>
                  {run.result}
                </td>
                <td class="num">{count(run.failed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Layout>,
  );
}
