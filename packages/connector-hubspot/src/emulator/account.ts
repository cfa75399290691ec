/** What the account says of itself. */
export interface Account {
  readonly portalId: number;
  readonly accountType: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly companyCurrency: string;
  readonly additionalCurrencies: readonly string[];
  readonly utcOffset: string;
  readonly utcOffsetMilliseconds: number;
  readonly uiDomain: string;
  readonly dataHostingLocation: string;
}

export const DEFAULT_ACCOUNT: Account = {
  portalId: 62515,
  accountType: 'STANDARD',
  timeZone: 'US/Pacific',
  companyCurrency: 'USD',
  additionalCurrencies: ['EUR'],
  utcOffset: '-07:00',
  utcOffsetMilliseconds: -25_200_000,
  uiDomain: 'app.hubspot.com',
  dataHostingLocation: 'na1',
};
