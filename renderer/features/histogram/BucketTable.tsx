import { withTime } from '../../../shared/filterTree.ts';
import { numberWords } from '../../ui/words.ts';
import type { ChartProps } from './BarChart.tsx';
import { periodWords, timeText } from './bars.ts';

/** The bars as a table: a row a period, a column a value of the split. */
export function BucketTable({ filter, zone, histogram, bars, names, onChange }: ChartProps) {
  return (
    <div className="histogram-table">
      <table>
        <caption className="visually-hidden">Events by {histogram.unit}</caption>
        <thead>
          <tr>
            <th scope="col">Period ({zone})</th>
            <th scope="col">Events</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.bars.map((bar) => (
            <tr key={bar.fromMs}>
              <td>
                <button
                  type="button"
                  className="link-button"
                  onClick={() =>
                    onChange(withTime(filter, timeText(bar.fromMs, zone), timeText(bar.toMs, zone)))
                  }
                >
                  {periodWords(bar, histogram.unit, zone)}
                </button>
              </td>
              <td>{numberWords(bar.count)}</td>
              {names.map((name) => (
                <td key={name}>
                  {numberWords(bar.parts.find((part) => part.name === name)?.count ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
