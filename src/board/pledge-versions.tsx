import { say } from '../html/language.rules.js';
import { DayTime, type Frame } from '../html/layout.js';
import { limitText } from '../html/numbers.rules.js';
import { GOALPOST_WORDS, VERSION_WORDS } from '../html/words.rules.js';
import { type TargetView, type VersionView } from './pledge.view.js';
import { Source } from './pledge-source.js';

type TargetPart = { frame: Frame; target: TargetView };

/** What the promise said from which day on; the original first, since it counts. */
export function Versions({ frame, target, place }: TargetPart & { place: number }) {
  const { language } = frame;
  const t = say(language);
  if (target.versions.length < 2) return null;
  return (
    <div class="scroll" role="region" tabIndex={0} aria-label={t(`目标${place}的版本`, `Versions of target ${place}`)}>
      <table>
        <caption>
          {t('承诺的版本', 'Versions of the promise')}: {GOALPOST_WORDS[target.goalpost][language]}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('公布', 'Announced')}</th>
            <th scope="col">{t('版本', 'Version')}</th>
            <th scope="col" class="num">
              {t('数字', 'Number')}
            </th>
            <th scope="col">{t('期限', 'Due')}</th>
            <th scope="col">{t('理由与出处', 'Reason, source')}</th>
          </tr>
        </thead>
        <tbody>
          {target.versions.map((version, at) => (
            <VersionRow frame={frame} version={version} before={target.versions[at + 1] ?? null} target={target} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function VersionRow({
  frame,
  version,
  before,
  target,
}: TargetPart & { version: VersionView; before: VersionView | null }) {
  const { language } = frame;
  const limit = limitText(version.limit, target.unit, language);
  const moved = before !== null && limitText(before.limit, target.unit, language) !== limit;
  const delayed = before !== null && before.due !== version.due;
  return (
    <tr>
      <td class="fits">
        <DayTime day={version.announcedOn} language={language} />
      </td>
      <td>{VERSION_WORDS[version.kind][language]}</td>
      <td class="num">{moved ? <b>{limit}</b> : limit}</td>
      <td class="fits">
        {version.due === null ? (
          '—'
        ) : delayed ? (
          <b>
            <DayTime day={version.due} language={language} />
          </b>
        ) : (
          <DayTime day={version.due} language={language} />
        )}
      </td>
      <td>
        {version.reason !== null && <bdi>{version.reason} </bdi>}
        {version.source !== null && <Source frame={frame} source={version.source} />}
      </td>
    </tr>
  );
}
