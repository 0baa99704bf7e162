import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { connectionTo, type Entity } from './connection.js';

/** Gives every room the `DataSource`. */
@Module({})
export class DatabaseModule {
  static forRoot(url: string, poolSize: number, entities: Entity[]): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [TypeOrmModule.forRoot({ ...connectionTo(url, entities, poolSize), retryAttempts: 5, retryDelay: 500 })],
    };
  }
}
