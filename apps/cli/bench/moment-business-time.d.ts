declare module 'moment-business-time' {
  /** What the bench needs of the library, which has no types of its own. */
  interface WorkingMoment {
    clone(): WorkingMoment;
    addWorkingTime(amount: number, unit: 'days' | 'hours'): WorkingMoment;
    format(pattern: string): string;
  }

  interface WorkingMoments {
    (start?: string): WorkingMoment;
    updateLocale(name: string, settings: object): void;
  }

  const moment: WorkingMoments;
  export = moment;
}
