/** Enterprise tactics of MITRE ATT&CK that an incident type may point to. */
export const ATTACK_TACTICS = {
  TA0043: { name: 'Reconnaissance', shortName: 'reconnaissance' },
  TA0001: { name: 'Initial Access', shortName: 'initial-access' },
  TA0002: { name: 'Execution', shortName: 'execution' },
  TA0003: { name: 'Persistence', shortName: 'persistence' },
  TA0004: { name: 'Privilege Escalation', shortName: 'privilege-escalation' },
  TA0006: { name: 'Credential Access', shortName: 'credential-access' },
  TA0008: { name: 'Lateral Movement', shortName: 'lateral-movement' },
  TA0009: { name: 'Collection', shortName: 'collection' },
  TA0010: { name: 'Exfiltration', shortName: 'exfiltration' },
  TA0011: { name: 'Command and Control', shortName: 'command-and-control' },
  TA0040: { name: 'Impact', shortName: 'impact' },
} as const;

export type AttackTacticId = keyof typeof ATTACK_TACTICS;

/** Page of a tactic on the site of MITRE. */
export const attackTacticUrl = (id: AttackTacticId): string => `https://attack.mitre.org/tactics/${id}/`;
