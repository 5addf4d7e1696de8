/** Amounts of cheques, in figures and in words. */
export {
  agree,
  type ChequeReading,
  type ChequeReasonCode,
  type CourtesyAmount,
} from './agree.js';
export { type LegalAmount, parseLegalAmount } from './legal.js';
export type { Correction } from './words.js';
