/**
 * What the platform does not contain, and the criteria that are without object for that reason.
 * A test searches the sources for each pattern: who adds a frame or a sound must also revise the grid.
 */

/** A kind of content that exists nowhere in the platform. */
export type Absence = {
  readonly criteria: readonly string[];
  /** What would betray the content in a source file. */
  readonly pattern: RegExp;
  /** Shown on the accessibility page. */
  readonly reason: { readonly fr: string; readonly en: string };
  /** Day of the finding, ISO 8601. */
  readonly date: string;
};

/**
 * Non-temporal media (criteria 4.8, 4.9, 4.12, 4.13) are deliberately not here:
 * an interactive SVG chart is one, so a reviewer must decide.
 */
export const absences: readonly Absence[] = [
  {
    criteria: ['1.4', '1.5'],
    pattern: /(?:re|h)captcha|<\w*captcha/i,
    reason: {
      fr: 'Aucun CAPTCHA sous forme d’image et aucune image-test.',
      en: 'No image CAPTCHA and no test image.',
    },
    date: '2026-11-22',
  },
  {
    criteria: ['2.1', '2.2'],
    pattern: /<i?frame[\s>]|<frameset[\s>]|['"]iframe['"]/i,
    reason: { fr: 'Aucun cadre (iframe ou frame).', en: 'No frame (iframe or frame).' },
    date: '2026-11-22',
  },
  {
    criteria: ['4.1', '4.2', '4.3', '4.4', '4.5', '4.6', '4.7', '4.10', '4.11'],
    pattern: /<(?:video|audio|bgsound)[\s>]|<(?:object|embed)\s|new Audio\(|AudioContext|speechSynthesis/,
    reason: {
      fr: 'Aucun média temporel : ni vidéo, ni son, ni synthèse vocale.',
      en: 'No time-based media: no video, no sound, no speech synthesis.',
    },
    date: '2026-11-22',
  },
  {
    criteria: ['1.9'],
    pattern: /<figure[\s>]|<figcaption[\s>]/,
    reason: { fr: 'Aucune image n’a de légende.', en: 'No image has a legend.' },
    date: '2026-11-23',
  },
  {
    criteria: ['5.1', '5.2'],
    pattern: /rowSpan|colSpan|rowspan=|colspan=/,
    reason: {
      fr: 'Aucun tableau complexe : chaque tableau a une ligne d’en-têtes, sans cellule fusionnée.',
      en: 'No complex table: each one has one row of headers and no merged cell.',
    },
    date: '2026-11-23',
  },
  {
    criteria: ['5.3', '5.8'],
    pattern: /<table[^>]*role="(?:presentation|none)"/,
    reason: { fr: 'Aucun tableau de mise en forme.', en: 'No table used for layout.' },
    date: '2026-11-23',
  },
  {
    criteria: ['12.3', '12.4'],
    pattern: /plan-du-site|sitemap/i,
    reason: { fr: 'Aucune page « plan du site » : menu et recherche sont les deux systèmes de navigation.', en: 'No site map: menu and search are the two ways to find a page.' },
    date: '2026-11-23',
  },
  {
    criteria: ['13.10'],
    pattern: /touchmove|pointermove|ongesture|onDrag|draggable=/,
    reason: { fr: 'Aucune fonction ne demande de geste complexe.', en: 'No feature asks for a complex gesture.' },
    date: '2026-11-23',
  },
  {
    criteria: ['13.12'],
    pattern: /devicemotion|deviceorientation|Accelerometer|Gyroscope/i,
    reason: {
      fr: 'Aucune fonction ne dépend du mouvement de l’appareil.',
      en: 'No feature depends on moving the device.',
    },
    date: '2026-11-22',
  },
];
