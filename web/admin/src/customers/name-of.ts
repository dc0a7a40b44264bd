/** An identity provider may have told no name. */
export function nameOf({ name, email }: { name: string; email?: string | null }): string {
  return name.trim() || email || 'Customer without a name';
}
