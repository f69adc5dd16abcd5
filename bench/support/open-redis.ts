import { Redis } from 'ioredis';

export function openRedis(url: string): Redis {
  return url.startsWith('unix://') ? new Redis(url.slice('unix://'.length)) : new Redis(url);
}
