import { open, type Entry, type ZipFile } from 'yauzl';
import * as yauzl from 'yauzl';

import { ExpectedError } from '../../../shared/failure.ts';
