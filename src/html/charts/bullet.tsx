/** The small bar of lists: 96 × 14, the promise at 74; longer bars run on to 96 and end in an arrowhead beyond that. */
export function Bullet({ reached }: { reached: number | null }) {
  const end = reached === null ? 0 : Math.max(0, Math.min(reached, 96 / 74)) * 74;
  const beyond = reached !== null && reached * 74 > 96;
  return (
    <svg class="bullet" width="96" height="14" aria-hidden="true" focusable="false">
      <rect class="b-track" x="0" y="3" width="74" height="8" />
      {end > 0 && <rect class="b-bar" x="0" y="4" width={beyond ? 90 : Math.max(1, round(end))} height="6" />}
      {beyond && <path class="b-far" d="M89 1l7 6-7 6z" />}
      <rect class="b-tick" x="73" y="0" width="2" height="14" />
    </svg>
  );
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
