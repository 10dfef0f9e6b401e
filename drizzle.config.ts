import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: ['./src/storage/schema-delivery.ts', './src/storage/schema-office.ts', './src/storage/schema-pledge.ts'],
  out: './migrations',
});
