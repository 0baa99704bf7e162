import { ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

/** An address that a reader can follow without harm: http or https, no name or password in it. */
@ValidatorConstraint({ name: 'isWebAddress' })
export class WebAddress implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (typeof value !== 'string' || !/^https?:\/\/[^\s\p{Cc}]+$/u.test(value) || !URL.canParse(value)) return false;
    const { protocol, username, password } = new URL(value);
    return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
  }

  defaultMessage(): string {
    return '$property must be an address that begins with http:// or https://';
  }
}
