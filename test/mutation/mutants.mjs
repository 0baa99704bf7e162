import ts from 'typescript';

const { SyntaxKind: Kind } = ts;

/** What an operator becomes, each in its own mutant. */
const OPERATORS = {
  __proto__: null,
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
};
const METHODS = {
  __proto__: null,
  some: 'every',
  every: 'some',
  find: 'findLast',
  findLast: 'find',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  padStart: 'padEnd',
  replaceAll: 'replace',
};
/** Calls that may be left out of a chain. */
const LINKS = new Set(['filter', 'sort', 'toSorted', 'toReversed', 'reverse', 'slice', 'trim', 'replace']);

/**
 * Every mutant of a source file: `{ file, line, code, change, source }`, one small change each; `code` is its line. Types, imports and the wording of
 * refusals are left alone: the compiler and the reader judge those.
 */
export function mutantsOf(file, source) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const mutants = [];
  const seen = new Set();

  const put = (node, text, from = node.getStart(tree), to = node.getEnd()) => {
    const before = source.slice(from, to);
    const mutated = source.slice(0, from) + text + source.slice(to);
    if (before === text || seen.has(mutated)) return;
    seen.add(mutated);
    const line = tree.getLineAndCharacterOfPosition(from).line + 1;
    const code = source.split('\n')[line - 1].trim();
    mutants.push({ file, line, code, change: `${short(before)} → ${short(text)}`, source: mutated });
  };

  const visit = (node) => {
    if (isLeftAlone(node)) return;
    mutate(node, put);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return mutants;
}

function mutate(node, put) {
  if (ts.isBinaryExpression(node)) binary(node, put);
  if (ts.isIfStatement(node)) both(node.expression, put);
  if (ts.isWhileStatement(node)) put(node.expression, 'false');
  if (ts.isForStatement(node) && node.condition) put(node.condition, 'false');
  if (ts.isConditionalExpression(node)) both(node.condition, put);
  if (
    ts.isPrefixUnaryExpression(node) &&
    (node.operator === Kind.ExclamationToken || node.operator === Kind.MinusToken)
  ) {
    put(node, node.operand.getText());
  }
  if (node.kind === Kind.TrueKeyword) put(node, 'false');
  if (node.kind === Kind.FalseKeyword) put(node, 'true');
  if (ts.isNumericLiteral(node)) for (const step of [1, -1]) put(node, `(${Number(node.text) + step})`);
  if (ts.isBigIntLiteral(node)) for (const step of [1n, -1n]) put(node, `(${BigInt(node.text.slice(0, -1)) + step}n)`);
  if (ts.isStringLiteral(node) && node.text !== '' && isValue(node)) put(node, "''");
  if (ts.isStringLiteral(node) && node.text === '' && isValue(node)) put(node, "'!'");
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) call(node, put);
  if (ts.isExpressionStatement(node)) put(node, ';');
  if (ts.isContinueStatement(node) || ts.isBreakStatement(node)) put(node, ';');
  if (ts.isSpreadElement(node) && ts.isArrayLiteralExpression(node.parent)) put(node, '...[]');
}

function binary(node, put) {
  const { left, right, operatorToken } = node;
  for (const other of OPERATORS[operatorToken.getText()] ?? []) put(operatorToken, other);
  // A condition or a fallback that is left out.
  if ([Kind.AmpersandAmpersandToken, Kind.BarBarToken, Kind.QuestionQuestionToken].includes(operatorToken.kind)) {
    put(node, left.getText());
    put(node, right.getText());
  }
  if (operatorToken.kind === Kind.PlusEqualsToken) put(operatorToken, '-=');
  if (operatorToken.kind === Kind.QuestionQuestionEqualsToken) put(operatorToken, '=');
}

function both(condition, put) {
  put(condition, 'true');
  put(condition, 'false');
}

function call(node, put) {
  const { expression, name } = node.expression;
  const other = METHODS[name.text];
  if (other !== undefined) put(name, other);
  if (LINKS.has(name.text)) put(node, expression.getText());
}

/** Types, imports, exports, and the sentence that goes with a refusal. */
function isLeftAlone(node) {
  if (ts.isImportDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isTypeNode(node)) return true;
  const { parent } = node;
  if (parent === undefined) return false;
  if (ts.isCallExpression(parent) && parent.arguments[2] === node) {
    return /\.refuse(At)?$/.test(parent.expression.getText());
  }
  return ts.isPropertyAssignment(parent) && parent.name.getText() === 'message' && parent.initializer === node;
}

/** A string that is a value: no name of a property, no word that the compiler holds to a closed set in a comparison. */
function isValue({ parent }) {
  if (ts.isPropertyAssignment(parent) && parent.name.kind === Kind.StringLiteral) return false;
  return !ts.isLiteralTypeNode(parent);
}

function short(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 88)}…` : line || 'nothing';
}
