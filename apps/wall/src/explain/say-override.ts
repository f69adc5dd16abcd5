import { createContext } from 'react';
import { sayOverride } from './explain-api.ts';

export const SayOverrideContext = createContext(sayOverride);
