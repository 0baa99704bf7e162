import { type Words, say } from '../html/language.rules.js';
import { type Frame, Layout, documentOf, link } from '../html/layout.js';
import { Mark } from '../html/marks.js';
import { HEADLINE_WORDS } from '../html/words.rules.js';
import { HEADLINES } from '../verdicts/words.rules.js';

/** The rules of a verdict for readers: short, in the order in which they apply. */
export function rulesPage(frame: Frame): string {
  const { language } = frame;
  const t = say(language);
  return documentOf(
    <Layout frame={frame} title={t('规则', 'Rules')}>
      <div class="head">
        <h1>
          {t(
            `判定只有一套规则，这是第${frame.rulesVersion}版。`,
            `One set of rules decides every verdict; this is version ${frame.rulesVersion}.`,
          )}
        </h1>
        <p class="prose">
          {t(
            '同样的承诺、同样的数字、同一天，任何人、任何机器算出来都一样。没有人手工填写状态。',
            'The same promise, the same figures and the same day give the same answer on any machine. No status is typed in by a person.',
          )}
        </p>
      </div>
      {RULES.map(({ title, points }) => (
        <section>
          <h2>{title[language]}</h2>
          <ul class="points prose">
            {points.map((point) => (
              <li>{point[language]}</li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h2>{t('先后：最差在前', 'Order: worst first')}</h2>
        <p class="prose">
          {t(
            '一项承诺有几个目标时，取其中最差的；“已撤回”和“难以评判”只在没有别的时才显示。',
            'A promise with several targets shows the worst of them; withdrawn and not assessable only where nothing else is left.',
          )}
        </p>
        <ol class="order">
          {HEADLINES.map((headline) => (
            <li class={`t-${HEADLINE_WORDS[headline].tone}`}>
              <Mark headline={headline} /> {HEADLINE_WORDS[headline][language]}
            </li>
          ))}
        </ol>
        <p class="links">
          <a href={link(frame, '/style')}>{t('每个记号的意思', 'What each mark means')}</a>
          <a href="/docs#/verdicts">{t('用自己的数字试算', 'Try it with figures of your own')}</a>
        </p>
      </section>
    </Layout>,
  );
}

const RULES: { title: Words; points: Words[] }[] = [
  {
    title: { zh: '三条原则', en: 'Three principles' },
    points: [
      {
        zh: '说公布了什么，不说发生了什么：沉默不是失败，也不是成功。',
        en: 'What is on record, not what happened: silence is no failure, and no success.',
      },
      { zh: '数字先于说法。', en: 'Numbers come before words.' },
      {
        zh: '过去的一天怎样判定，后来的数字不改写，除非发布者自己更正。',
        en: 'Nothing later rewrites what a day closed, unless the publisher revises it.',
      },
    ],
  },
  {
    title: { zh: '哪些数字算数', en: 'Which figures count' },
    points: [
      {
        zh: '只用所看那天为止已经公布、没有被更正的数字。',
        en: 'Only figures that were published by the day looked at and have not been superseded.',
      },
      {
        zh: '累加的数量像铺砖：从起始日起一段接一段，不重复算，也不拆开算；中间没有数字的日子叫缺口。',
        en: 'Counts are laid like tiles from the start: nothing counts twice, nothing partly; days without a figure are a gap.',
      },
      {
        zh: '“余”“近”“以上”“以内”照原文理解：能说明多少就用多少，说明不了的不算达到，也不算没达到。',
        en: 'Words such as over, nearly, or more are taken as they are: what they cannot tell counts neither way.',
      },
      {
        zh: '估计数从不作为定论；初步数要等公布时滞过后才算。',
        en: 'An estimate never settles anything; a provisional figure does once its publication lag is over.',
      },
    ],
  },
  {
    title: { zh: '做到了吗', en: 'Is it done' },
    points: [
      {
        zh: '要达到的数量：合计达到承诺就是兑现，超过就是超额；不设封顶，也不保留旧成绩，合计回落就重新算进行中。',
        en: 'A count to be reached: met once the total reaches the promise, exceeded above it; if the total falls back, it is in progress again.',
      },
      {
        zh: '要守住的水平：有的看到期那天，有的看全期平均，有的每一期都算；到期前只说“目前达标”。',
        en: 'A level: read on the due day, as the mean of the window, or in every single period; before the due day it is at best holding.',
      },
      {
        zh: '交付物：以做成那天为准，不以宣布那天为准。',
        en: 'A deliverable: what counts is the day of the act, not of its announcement.',
      },
      {
        zh: '只有“已完成”“已超额”而没有数字的，是自称完成。',
        en: 'Said to be done or exceeded, without a number: claimed.',
      },
    ],
  },
  {
    title: { zh: '到期了吗，晚了吗', en: 'Is it due, is it late' },
    points: [
      {
        zh: '期限当天仍算按期，第二天零点起才算过期，按辖区当地时间。',
        en: 'The due day itself is in time; from 00:00 of the next day, local time, it is past due.',
      },
      {
        zh: '过期而已公布的还不够，是逾期；再过90天（或整个期间的四分之一，取长的）是逾期已久。',
        en: 'Past due with what is on record falling short: overdue; after 90 more days, or a quarter of the window if that is longer, long overdue.',
      },
      {
        zh: '过期而没有能说明成败的记录，是期后无记录，不是失败。',
        en: 'Past due with nothing on record that says either way: nothing on record, which is no failure.',
      },
    ],
  },
  {
    title: { zh: '照这样能按期吗', en: 'At this pace, in time' },
    points: [
      {
        zh: '按数据所到的那天比较，不按今天：完成的占比，除以到那天应有的占比。',
        en: 'Compared on the day the data speaks of, not today: the share reached over the share that was due by then.',
      },
      {
        zh: '不到0.60是严重滞后，0.60到0.95是慢于进度，0.95到1.15是按进度，1.15以上是快于进度；应有占比不到一成时不评。',
        en: 'Under 0.60 far behind, to 0.95 behind, to 1.15 on track, above ahead; not judged while less than a tenth was due.',
      },
    ],
  },
  {
    title: { zh: '承诺改了怎么办', en: 'When the promise is changed' },
    points: [
      {
        zh: '按原承诺判定，改后的另列一行；写明放宽还是收紧。撤回的承诺仍算在总数里。',
        en: 'The original counts, the changed one stands beside it, and it is said whether it became easier or harder. Withdrawn promises stay in every total.',
      },
      {
        zh: '原文没有写明、由我们推定的，每一处都标出。',
        en: 'What the source does not state and we assumed is marked wherever it is used.',
      },
    ],
  },
];
