import { Injectable } from '@nestjs/common';

/** Everything that runs by itself. The lines say how often Saydo looks; what is due is asked of the database. */
@Injectable()
export class Timetable {}
