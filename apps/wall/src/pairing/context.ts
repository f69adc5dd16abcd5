import { createContext } from 'react';
import { pairingApi, type PairingApi } from './pairing-api.ts';

/** Whom a new screen asks. */
export const PairingApiContext = createContext<PairingApi>(pairingApi());
