/**
 * Which automated rules say something about which criteria: the `RGAA-x.y.z` tags of axe-core's rules.
 * A test compares this table with the installed axe-core, so that an upgrade cannot make it lie.
 */

/** A rule of axe-core that checks one test of RGAA; it never checks the whole criterion. */
export type AxeRule = {
  readonly rule: string;
  /** Test of RGAA, as `"1.1.2"`. */
  readonly test: string;
  /** Experimental in axe-core: does not run unless asked for, so its silence proves nothing. */
  readonly optIn?: true;
};

/** Version of axe-core whose tags are recorded here. */
export const axeVersion = '4.14';

/** Rules by criterion, in the order of the standard; a criterion that is absent is covered by no rule. */
export const axeRules: Readonly<Record<string, readonly AxeRule[]>> = {
  '1.1': [
    { rule: 'image-alt', test: '1.1.1' },
    { rule: 'role-img-alt', test: '1.1.1' },
    { rule: 'area-alt', test: '1.1.2' },
    { rule: 'input-image-alt', test: '1.1.3' },
    { rule: 'server-side-image-map', test: '1.1.4' },
    { rule: 'svg-img-alt', test: '1.1.5' },
    { rule: 'object-alt', test: '1.1.6' },
  ],
  '2.1': [
    { rule: 'frame-title', test: '2.1.1' },
  ],
  '2.2': [
    { rule: 'frame-title-unique', test: '2.2.1' },
  ],
  '3.2': [
    { rule: 'color-contrast', test: '3.2.1' },
  ],
  '4.3': [
    { rule: 'video-caption', test: '4.3.1' },
  ],
  '4.10': [
    { rule: 'no-autoplay-audio', test: '4.10.1' },
  ],
  '5.2': [
    { rule: 'table-duplicate-name', test: '5.2.1' },
  ],
  '5.4': [
    { rule: 'table-fake-caption', test: '5.4.1', optIn: true },
  ],
  '5.7': [
    { rule: 'th-has-data-cells', test: '5.7.1' },
    { rule: 'td-has-header', test: '5.7.4', optIn: true },
    { rule: 'td-headers-attr', test: '5.7.4' },
  ],
  '6.1': [
    { rule: 'label-content-name-mismatch', test: '6.1.5' },
  ],
  '6.2': [
    { rule: 'link-name', test: '6.2.1' },
  ],
  '7.1': [
    { rule: 'aria-allowed-attr', test: '7.1.1' },
    { rule: 'aria-conditional-attr', test: '7.1.1' },
    { rule: 'aria-deprecated-role', test: '7.1.1' },
    { rule: 'aria-prohibited-attr', test: '7.1.1' },
    { rule: 'aria-required-attr', test: '7.1.1' },
    { rule: 'aria-roles', test: '7.1.1' },
    { rule: 'aria-tab-name', test: '7.1.1' },
    { rule: 'aria-toggle-field-name', test: '7.1.1' },
    { rule: 'aria-valid-attr', test: '7.1.1' },
    { rule: 'aria-valid-attr-value', test: '7.1.1' },
    { rule: 'nested-interactive', test: '7.1.1' },
  ],
  '7.3': [
    { rule: 'frame-focusable-content', test: '7.3.2' },
    { rule: 'scrollable-region-focusable', test: '7.3.2' },
  ],
  '8.2': [
    { rule: 'duplicate-id-aria', test: '8.2.1' },
  ],
  '8.3': [
    { rule: 'html-has-lang', test: '8.3.1' },
    { rule: 'html-xml-lang-mismatch', test: '8.3.1' },
  ],
  '8.4': [
    { rule: 'html-lang-valid', test: '8.4.1' },
  ],
  '8.5': [
    { rule: 'document-title', test: '8.5.1' },
  ],
  '8.8': [
    { rule: 'valid-lang', test: '8.8.1' },
  ],
  '9.1': [
    { rule: 'p-as-heading', test: '9.1.3', optIn: true },
  ],
  '9.2': [
    { rule: 'region', test: '9.2.1' },
  ],
  '9.3': [
    { rule: 'aria-required-children', test: '9.3.1' },
    { rule: 'aria-required-parent', test: '9.3.1' },
    { rule: 'list', test: '9.3.1' },
    { rule: 'listitem', test: '9.3.1' },
    { rule: 'definition-list', test: '9.3.3' },
    { rule: 'dlitem', test: '9.3.3' },
  ],
  '10.4': [
    { rule: 'meta-viewport', test: '10.4.2' },
  ],
  '10.6': [
    { rule: 'link-in-text-block', test: '10.6.1' },
  ],
  '10.8': [
    { rule: 'aria-hidden-body', test: '10.8.1' },
    { rule: 'aria-hidden-focus', test: '10.8.1' },
  ],
  '11.1': [
    { rule: 'aria-input-field-name', test: '11.1.1' },
    { rule: 'aria-meter-name', test: '11.1.1' },
    { rule: 'aria-progressbar-name', test: '11.1.1' },
    { rule: 'label', test: '11.1.1' },
    { rule: 'select-name', test: '11.1.1' },
  ],
  '11.2': [
    { rule: 'form-field-multiple-labels', test: '11.2.1' },
  ],
  '11.9': [
    { rule: 'aria-command-name', test: '11.9.1' },
    { rule: 'button-name', test: '11.9.1' },
    { rule: 'input-button-name', test: '11.9.1' },
  ],
  '11.13': [
    { rule: 'autocomplete-valid', test: '11.13.1' },
  ],
  '12.7': [
    { rule: 'bypass', test: '12.7.1' },
    { rule: 'skip-link', test: '12.7.1' },
  ],
  '12.8': [
    { rule: 'focus-order-semantics', test: '12.8.1', optIn: true },
  ],
  '13.1': [
    { rule: 'meta-refresh', test: '13.1.2' },
  ],
  '13.8': [
    { rule: 'blink', test: '13.8.1' },
    { rule: 'marquee', test: '13.8.1' },
  ],
  '13.9': [
    { rule: 'css-orientation-lock', test: '13.9.1', optIn: true },
  ],
};
