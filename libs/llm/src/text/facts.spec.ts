import { describe, expect, it } from '@jest/globals';
import { readCommands, readFacts } from './facts.js';

describe('readFacts', () => {
  it.each<[string, string[]]>([
    ['Wait 30 minutes.', ['30']],
    ['Wait a 30-minute pause and 2.5 hours', ['30', '2.5']],
    ['Error AADSTS50053 or ERR_NAME_NOT_RESOLVED', ['aadsts50053', 'err_name_not_resolved']],
    ['Open services.msc.', ['services.msc']],
    ['Go to https://portal.example.com/help, then wait.', ['https://portal.example.com/help']],
    ['Write to help@example.com.', ['help@example.com']],
    ['Map \\\\fileserver\\share or C:\\Windows\\Temp', ['\\\\fileserver\\share', 'c:\\windows\\temp']],
    ['Open Settings → General → Storage.', ['settings → general', 'general → storage']],
    ['Click File > “Options”', ['file → options']],
    ['Use e.g. the Wi-Fi and/or cable.', []],
  ])('%s', (text, facts) => {
    expect([...readFacts(text)]).toEqual(facts);
  });
});

describe('readCommands', () => {
  it('reads code spans', () => {
    expect(readCommands('Run `net  stop spooler` and ``winver``.')).toEqual(['net stop spooler', 'winver']);
  });
});
