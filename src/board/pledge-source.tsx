import { type Day } from '../clock/calendar.rules.js';
import { say } from '../html/language.rules.js';
import { DayTime, type Frame } from '../html/layout.js';
import { type SourceView } from './pledge.view.js';

/** A document with its publisher, its day, its address and the copy kept here. */
export function Source({ frame, source, day = source.publishedOn }: { frame: Frame; source: SourceView; day?: Day }) {
  const t = say(frame.language);
  const foreign = frame.language === 'en' ? 'zh-Hans' : undefined;
  return (
    <>
      <bdi lang={foreign}>{source.publisher}</bdi>
      {source.title !== null && (
        <>
          {t('《', ', ')}
          <bdi lang={foreign}>{source.title}</bdi>
          {t('》', '')}
        </>
      )}
      {t('，', ', ')}
      <DayTime day={day} language={frame.language} />
      {t('公布', '')}
      {source.address !== null && (
        <>
          {' · '}
          <a class="source" href={source.address} rel="noreferrer">
            {t('原页', 'original page')}
          </a>
        </>
      )}
      {source.copySha256 !== null && (
        <>
          {' · '}
          <a href={`/api/v1/sources/${source.id}/copy`}>{t('存档', 'kept copy')}</a>{' '}
          <span class="hash" title={`SHA-256 ${source.copySha256}`}>
            sha256 {source.copySha256.slice(0, 8)}…
          </span>
        </>
      )}
    </>
  );
}
