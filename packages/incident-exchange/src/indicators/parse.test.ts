import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defang, INDICATOR_TYPES, parseIndicator, parseIndicators, type IndicatorType } from '../index.ts';

function read(line: string, type?: IndicatorType) {
  const reading = parseIndicator(line, type);
  return reading.ok ? { type: reading.indicator.type, value: reading.indicator.value, warnings: reading.indicator.warnings } : reading.code;
}

describe('a pasted line', () => {
  test.each([
    ['45.155.205.3', 'ipv4', '45.155.205.3'],
    ['45[.]155(.)205{.}3', 'ipv4', '45.155.205.3'],
    ['2A02:0:0:0:0:0:0:1', 'ipv6', '2a02::1'],
    ['2a02[:][:]1', 'ipv6', '2a02::1'],
    ['45.155.205.0/24', 'ipv4_network', '45.155.205.0/24'],
    ['2a02:db8::/32', 'ipv6_network', '2a02:db8::/32'],
    ['Evil[.]Example', 'domain', 'evil.example'],
    ['evil(dot)example', 'domain', 'evil.example'],
    ['pâtisserie.example', 'domain', 'xn--ptisserie-b2a.example'],
    ['_dmarc.evil.example.', 'domain', '_dmarc.evil.example'],
    ['hxxps://Evil[.]example/a?b=1#c', 'url', 'https://evil.example/a?b=1#c'],
    ['hXXp[://]evil[.]example', 'url', 'http://evil.example/'],
    ['http://0x2d9bcd03/', 'url', 'http://45.155.205.3/'],
    ['fxp://evil.example/x', 'url', 'ftp://evil.example/x'],
    ['Jean.D[at]Evil[.]Example', 'email', 'Jean.D@evil.example'],
    ['facture.pdf.exe', 'file_name', 'facture.pdf.exe'],
    ['C:\\Users\\Public\\a b.dat', 'file_name', 'C:\\Users\\Public\\a b.dat'],
    ['/var/tmp/.x', 'file_name', '/var/tmp/.x'],
    ['D41D8CD98F00B204E9800998ECF8427F', 'md5', 'd41d8cd98f00b204e9800998ecf8427f'],
    ['a'.repeat(40), 'sha1', 'a'.repeat(40)],
    ['b'.repeat(64), 'sha256', 'b'.repeat(64)],
    ['c'.repeat(128), 'sha512', 'c'.repeat(128)],
    ['HKLM\\Software\\Run', 'registry_key', 'HKEY_LOCAL_MACHINE\\Software\\Run'],
    ['hkey_current_user\\Software', 'registry_key', 'HKEY_CURRENT_USER\\Software'],
    ['Mozilla/5.0 (Windows NT 6.1; rv:2.0) Gecko', 'user_agent', 'Mozilla/5.0 (Windows NT 6.1; rv:2.0) Gecko'],
    ['Global\\MsWinZonesCacheCounter', 'mutex', 'Global\\MsWinZonesCacheCounter'],
    ['mutex: zlock7', 'mutex', 'zlock7'],
    ['as 13335', 'asn', 'AS13335'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'bitcoin', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
    ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', 'bitcoin', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
    ['BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', 'bitcoin', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0', 'bitcoin', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
    ['cve–2024–3094', 'cve', 'CVE-2024-3094'],
    ['• « evil.example »,', 'domain', 'evil.example'],
    ['evil\u200B.example', 'domain', 'evil.example'],
    ['- evil.example', 'domain', 'evil.example'],
    ['*.evil.example', 'domain', 'evil.example'],
    ['sha256: ' + 'd'.repeat(64), 'sha256', 'd'.repeat(64)],
  ])('%s is read as %s', (line, type, value) => {
    expect(read(line)).toMatchObject({ type, value });
  });

  test.each([
    ['', 'empty'],
    [' « » ', 'empty'],
    [' - ', 'unrecognised'],
    ['evil\u202Egnp.exe', 'control_characters'],
    ['evil\u0000.example', 'control_characters'],
    ['\uD800.example', 'control_characters'],
    ['bonjour', 'unrecognised'],
    ['mutex:', 'unrecognised'],
    ['256.1.1.1', 'invalid_address'],
    ['010.1.1.1', 'invalid_address'],
    ['1.2.3.4:8080', 'address_with_port'],
    ['[2001:db8::1]:443', 'address_with_port'],
    ['1.2.3.4/33', 'invalid_prefix'],
    ['2001:db8::/129', 'invalid_prefix'],
    ['evil..example', 'invalid_domain'],
    ['-evil.example', 'invalid_domain'],
    ['evil-.example', 'invalid_domain'],
    ['http://', 'invalid_url'],
    ['evil.example/payload', 'url_without_scheme'],
    ['javascript://evil.example/x', 'unsupported_scheme'],
    ['user@localhost', 'invalid_email'],
    ['a'.repeat(56), 'invalid_hash'],
    ['HKLM\\', 'invalid_registry_key'],
    ['AS4294967296', 'invalid_asn'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', 'invalid_bitcoin'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5', 'invalid_bitcoin'],
    ['CVE-2024-12', 'invalid_cve'],
  ])('%j answers %s', (line, expected) => {
    const result = read(line);
    expect(typeof result === 'string' ? result : result.type).toBe(expected);
  });

  test('a line over 2,048 characters is refused, one of 2,048 is read', () => {
    expect(read(`mutex: ${'x'.repeat(2041)}`)).toMatchObject({ type: 'mutex' });
    expect(read(`mutex: ${'x'.repeat(2042)}`)).toBe('too_long');
  });

  test('keeps the readable form of an internationalised name beside its ASCII form', () => {
    const reading = parseIndicator('https://pâtisserie.example/x');
    expect(reading).toMatchObject({ ok: true, indicator: { value: 'https://xn--ptisserie-b2a.example/x', readable: 'https://pâtisserie.example/x' } });
  });

  test.each([
    ['192.168.1.10', ['private_address']],
    ['fe80::1', ['private_address']],
    ['http://10.0.0.1/', ['private_address']],
    ['127.0.0.1', ['reserved_address']],
    ['203.0.113.7', ['reserved_address']],
    ['8.8.8.8', ['well_known_service']],
    ['update.microsoft.com', ['well_known_service']],
    ['notmicrosoft.com', []],
    ['srv-dpi.hopital.local', ['internal_name']],
    ['https://intranet/x', ['internal_name']],
    ['45.155.205.9/24', ['host_bits_cleared']],
    ['45.0.0.0/7', ['host_bits_cleared', 'wide_network']],
    ['facture.zip', ['file_name_or_domain']],
    ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', ['empty_file_hash']],
  ])('%s is accepted with %j', (line, warnings) => {
    expect(read(line)).toMatchObject({ warnings });
  });

  test('is read as the type that the user chose, whatever it looks like', () => {
    expect(read('facture.zip', 'domain')).toMatchObject({ type: 'domain', value: 'facture.zip' });
    expect(read('evil.example', 'mutex')).toMatchObject({ type: 'mutex', value: 'evil.example' });
    expect(read('evil.example', 'ipv4')).toBe('invalid_address');
  });
});

describe('a pasted block', () => {
  test('numbers refusals and duplicates as the user sees the lines, and skips blank lines and comments', () => {
    const block = '# rapport\r\nevil.example\r\n\r\nEVIL[.]example\nbonjour\n45.155.205.3\n#8.8.8.8';
    expect(parseIndicators(block)).toEqual({
      indicators: [
        { type: 'domain', value: 'evil.example', readable: 'evil.example', warnings: [], line: 2 },
        { type: 'ipv4', value: '45.155.205.3', readable: '45.155.205.3', warnings: [], line: 6 },
      ],
      refusals: [{ line: 5, code: 'unrecognised' }],
      duplicates: [{ line: 4, firstLine: 2 }],
      truncated: false,
    });
  });

  test('says so when it holds more than 1,000 lines, and reads the first 1,000', () => {
    const lines = Array.from({ length: 1001 }, (_, index) => `host${index}.example`);
    const reading = parseIndicators(lines.join('\n'));
    expect(reading.indicators).toHaveLength(1000);
    expect(reading.truncated).toBe(true);
    expect(parseIndicators(`${lines.slice(0, 1000).join('\n')}\n`).truncated).toBe(false);
  });

  test('refuses a line of megabytes by its number without reading the rest of it', () => {
    expect(parseIndicators(`evil.example\n${'a'.repeat(5_000_000)}`).refusals).toEqual([{ line: 2, code: 'too_long' }]);
  });
});

describe('display', () => {
  test.each([
    ['45.155.205.3', '45[.]155[.]205[.]3'],
    ['2a02::1', '2a02[:][:]1'],
    ['https://user@evil.example/a.b?u=http://x.example', 'hxxps://user[@]evil[.]example/a.b?u=hxxp://x.example'],
    ['jean.d@evil.example', 'jean.d[@]evil[.]example'],
    ['HKCU\\Software', 'HKEY_CURRENT_USER\\Software'],
  ])('%s is shown as %s', (line, shown) => {
    const reading = parseIndicator(line);
    expect(reading.ok && defang(reading.indicator)).toBe(shown);
  });
});

// Letters, separators and repeated fragments that expressions with nested repetitions choke on.
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 2100 }),
  fc.string({ unit: fc.constantFrom('a', 'A', '0', '.', ':', '/', '@', '-', '[.]', '[', ']', '(dot)', '%', '\\', ' ', '"', 'hxxp://', 'xn--', 'é'), maxLength: 700 }),
  fc.tuple(fc.constantFrom('a', '.', '1.', '0:', '[.]', ' ', '-', 'x@', '((', '%2e', '\\'), fc.nat(2048)).map(([part, times]) => part.repeat(times).slice(0, 2048)),
);
const anyType = fc.constantFrom(undefined, ...(Object.keys(INDICATOR_TYPES) as IndicatorType[]));
const plausible = fc.oneof(
  fc.ipV4(), fc.ipV6(), fc.domain(), fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.emailAddress(),
  fc.tuple(fc.ipV4(), fc.nat(32)).map(([address, prefix]) => `${address}/${prefix}`),
);

describe('for any text', () => {
  test('reading answers, and what it accepts reads back as itself, plain or defanged', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, plausible), anyType, (line, type) => {
        const reading = parseIndicator(line, type);
        if (!reading.ok) return;
        const { indicator } = reading;
        expect(parseIndicator(indicator.value, indicator.type)).toMatchObject({ ok: true, indicator: { value: indicator.value } });
        expect(parseIndicator(defang(indicator), indicator.type)).toMatchObject({ ok: true, indicator: { value: indicator.value } });
      }),
      { numRuns: 2000 },
    );
  });

  test('a defanged address, name or URL holds no scheme nor host that a mail client would link', () => {
    fc.assert(
      fc.property(plausible, (line) => {
        const reading = parseIndicator(line);
        if (!reading.ok) return;
        const shown = defang(reading.indicator);
        expect(shown).not.toMatch(/https?:\/\//i);
        if (reading.indicator.type !== 'url' && reading.indicator.type !== 'email') expect(shown.replaceAll('[.]', '')).not.toContain('.');
      }),
    );
  });

  test('addresses, names and mail addresses that are generated valid are recognised', () => {
    fc.assert(fc.property(fc.ipV4(), (address) => { expect(read(address)).toMatchObject({ type: 'ipv4', value: address }); }));
    fc.assert(fc.property(fc.ipV6(), (address) => { expect(read(address)).toMatchObject({ type: 'ipv6' }); }));
    fc.assert(fc.property(fc.domain(), (name) => { expect(read(name, 'domain')).toMatchObject({ value: name.toLowerCase() }); }));
  });
});
