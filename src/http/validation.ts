import { type ArgumentMetadata, type ValidationError, ValidationPipe } from '@nestjs/common';
import { type FieldRefusal, Refusal } from '../errors.js';
import { escapePointer } from './json.js';

/** The stable code of each kind of check; what is not listed is `invalid_value`. */
const CODES: Record<string, string> = {
  whitelistValidation: 'unknown_field',
  arrayMaxSize: 'too_many',
  arrayMinSize: 'too_few',
  arrayNotEmpty: 'too_few',
  arrayUnique: 'given_twice',
  isArray: 'wrong_type',
  isBoolean: 'wrong_type',
  isInt: 'wrong_type',
  isNumber: 'wrong_type',
  isObject: 'wrong_type',
  isString: 'wrong_type',
  nestedValidation: 'wrong_type',
  unknownValue: 'wrong_type',
  isDefined: 'required',
  isNotEmpty: 'required',
  isEnum: 'not_one_of',
  isIn: 'not_one_of',
  isLength: 'too_long',
  maxLength: 'too_long',
  minLength: 'too_short',
  max: 'out_of_range',
  min: 'out_of_range',
  isUuid: 'wrong_format',
  matches: 'wrong_format',
};

/** Turns bodies and parameters into their DTOs; what is not documented is refused, field by field. */
export function strictValidation(): ValidationPipe {
  return new StrictValidation({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: true },
    exceptionFactory: (errors) => {
      const fields = errors.flatMap((error) => fieldRefusals(error, ''));
      return new Refusal('invalid', 'invalid_request', 'The request is not as documented.', fields);
    },
  });
}

/** Nest takes no body for an empty object, of which a DTO without required fields makes a request that was never sent. */
class StrictValidation extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (metadata.type === 'body' && !isObject) {
      const fault = { pointer: '', code: 'wrong_type', message: 'must be an object' };
      throw new Refusal('invalid', 'invalid_request', 'The request is not as documented.', [fault]);
    }
    return super.transform(value, metadata);
  }
}

function fieldRefusals(error: ValidationError, above: string): FieldRefusal[] {
  const pointer = `${above}/${escapePointer(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([check, message]) => ({
    pointer,
    code: codeOf(check, error.value),
    message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldRefusals(child, pointer))];
}

function codeOf(check: string, value: unknown): string {
  if (check === 'whitelistValidation') return 'unknown_field';
  if (value === undefined) return 'required';
  if (typeof value !== 'string' && STRING_CHECKS.has(check)) return 'wrong_type';
  return CODES[check] ?? 'invalid_value';
}

const STRING_CHECKS = new Set(['isLength', 'isUuid', 'matches', 'maxLength', 'minLength']);
