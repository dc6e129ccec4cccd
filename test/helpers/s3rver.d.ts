/** As much as the tests use of `s3rver` 3.7, which brings no types. */
declare module 's3rver' {
  type Options = {
    readonly directory: string;
    readonly address: string;
    readonly port: number;
    readonly key: string;
    readonly cert: string;
    readonly silent: boolean;
    readonly vhostBuckets: boolean;
    readonly configureBuckets: readonly { readonly name: string }[];
  };
  type StoredObject = {
    readonly bucket: string;
    readonly key: string;
    readonly content: Buffer;
    readonly metadata: Readonly<Record<string, string>>;
  };
  export default class S3rver {
    constructor(options: Options);
    readonly store: { putObject(object: StoredObject): Promise<unknown> };
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
}
