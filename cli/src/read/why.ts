/** Why a reading is not simply accepted, in sentences: where a rule had a part in it, what the reading is without the rule and what the rule cost. */
interface Doubtful {
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
  readonly rule?: { readonly note: string | null } | undefined;
}

/** These say only that there was a rule; its note says which, and the price. */
const OF_RULES: readonly string[] = ['rule-changed', 'rule-not-met'];

export function whyOf({ reasons, rule }: Doubtful): string[] {
  return reasons.map(({ code, message }) =>
    rule?.note && OF_RULES.includes(code) ? `${rule.note}; please check it.` : message,
  );
}
