import { isCeiling, isFloor, type Target } from './target.rules.js';
import type { Goalpost } from './words.rules.js';

type Move = 'eased' | 'tightened' | 'mixed' | 'clarified';

/** How a promise was moved from one version to another (rules §10). `unchanged` when nothing judged has moved. */
export function goalpostBetween(from: Target, to: Target): Goalpost {
  const moves = new Set<Move>([...frameMoves(from, to), ...numberMoves(from, to), ...deadlineMoves(from, to)]);
  if (moves.has('mixed') || (moves.has('eased') && moves.has('tightened'))) return 'mixed';
  if (moves.has('eased')) return 'eased';
  if (moves.has('tightened')) return 'tightened';
  return moves.has('clarified') ? 'clarified' : 'unchanged';
}

/** Another comparator, measure, aggregate, baseline, closes or start; what was null and becomes known is a clarification. */
function frameMoves(from: Target, to: Target): Move[] {
  const moves: Move[] = [];
  const sameFrame = from.comparator === to.comparator && from.measure === to.measure && from.closes === to.closes;
  if (!sameFrame || from.aggregate !== to.aggregate) moves.push('mixed');
  if (from.start !== to.start) moves.push(from.start === null ? 'clarified' : 'mixed');
  if (from.baseline?.value !== to.baseline?.value || from.baseline?.on !== to.baseline?.on) {
    moves.push(from.baseline === null ? 'clarified' : 'mixed');
  }
  if (from.missAllowed !== to.missAllowed) {
    moves.push(from.missAllowed === 'none' ? 'eased' : to.missAllowed === 'none' ? 'tightened' : 'mixed');
  }
  return moves;
}

/** Lower floor, higher ceiling, wider band, a number that is withdrawn; and the reverse. */
function numberMoves(from: Target, to: Target): Move[] {
  const moves: Move[] = [];
  if (from.value === null || to.value === null) {
    if (from.value !== to.value) moves.push(from.value === null ? 'clarified' : 'eased');
    return moves;
  }
  if (isFloor(from)) moves.push(...moved(from.value, to.value, 'tightened'));
  else if (isCeiling(from)) moves.push(...moved(from.value, to.value, 'eased'));
  else if (from.comparator === 'between') {
    moves.push(...moved(from.value, to.value, 'tightened'), ...moved(from.upper ?? 0n, to.upper ?? 0n, 'eased'));
  } else if (from.comparator === 'about') {
    if (from.value !== to.value) moves.push('mixed');
    moves.push(...moved(from.tolerance ?? 0n, to.tolerance ?? 0n, 'eased'));
  }
  return moves;
}

function deadlineMoves(from: Target, to: Target): Move[] {
  const moves: Move[] = [];
  if (from.due === null || to.due === null) {
    if (from.due !== to.due) moves.push(from.due === null ? 'clarified' : 'eased');
  } else moves.push(...moved(from.due, to.due, 'eased'));
  return [...moves, ...moved(from.grace, to.grace, 'eased')];
}

/** Nothing when equal; `up` when the number grew, its reverse when it fell. */
function moved<Size extends number | bigint>(from: Size, to: Size, up: 'eased' | 'tightened'): Move[] {
  if (from === to) return [];
  if (to > from) return [up];
  return [up === 'eased' ? 'tightened' : 'eased'];
}
