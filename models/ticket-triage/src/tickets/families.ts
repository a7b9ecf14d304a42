import { accessFamilies } from './families/access.js';
import { emailFamilies } from './families/email.js';
import { hardwareFamilies } from './families/hardware.js';
import { networkFamilies } from './families/network.js';
import { printingFamilies } from './families/printing.js';
import { securityFamilies } from './families/security.js';
import { softwareFamilies } from './families/software.js';
import { telephonyFamilies } from './families/telephony.js';
import type { Family } from './family.js';

/** Every family of every queue. */
export const families: readonly Family[] = [
  ...networkFamilies,
  ...hardwareFamilies,
  ...softwareFamilies,
  ...accessFamilies,
  ...emailFamilies,
  ...securityFamilies,
  ...printingFamilies,
  ...telephonyFamilies,
];
