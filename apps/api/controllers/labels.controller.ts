import { Controller, Get } from '@nestjs/common';
import { LABELS } from '../views/labels.js';

/** The words in which people read what programs read as codes. */
@Controller('api/v1/labels')
export class LabelsController {
  @Get()
  read(): typeof LABELS {
    return LABELS;
  }
}
