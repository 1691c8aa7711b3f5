/** Bodies of the commands by which an agency answers for a delay. */
export interface DelayCommandBodies {
  /** The agency of the late stage says why, so that the agency that decides can sign the apology; words may travel beside it. */
  SupplyDelayReason: { readonly reasonCode: string };
}
