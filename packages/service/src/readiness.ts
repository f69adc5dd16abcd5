export interface Readiness {
  ready: boolean;
  why: string;
}
