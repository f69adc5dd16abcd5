import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { adminApi, type AdminApi } from './admin-api.ts';
import { startAdmin, type Admin, type AdminState } from './start-admin.ts';

/** Whom the page asks. */
export const AdminApiContext = createContext<AdminApi>(adminApi());

export const AdminContext = createContext<Admin>(startAdmin(adminApi(), ''));

export function useAdmin<T>(select: (state: AdminState) => T): T {
  return useStore(useContext(AdminContext).state, select);
}
