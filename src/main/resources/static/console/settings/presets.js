// What to type for each provider, and where its keys are. Sources: the providers' manuals, as in docs/providers.md.

export const PRESETS = [
  { id: 'aws', name: 'AWS S3', endpoint: 'https://s3.eu-central-1.amazonaws.com', region: 'eu-central-1', keys: 'https://console.aws.amazon.com/iam/home#/security_credentials' },
  { id: 'r2', name: 'Cloudflare R2', endpoint: 'https://ACCOUNT-ID.r2.cloudflarestorage.com', region: 'auto', keys: 'https://dash.cloudflare.com/?to=/:account/r2/api-tokens' },
  { id: 'oss', name: 'Alibaba Cloud OSS', endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', region: 'cn-hangzhou', keys: 'https://ram.console.aliyun.com/manage/ak' },
  { id: 'cos', name: 'Tencent Cloud COS', endpoint: 'https://cos.ap-guangzhou.myqcloud.com', region: 'ap-guangzhou', bucket: 'backups-1250000000', keys: 'https://console.cloud.tencent.com/cam/capi' },
  { id: 'b2', name: 'Backblaze B2', endpoint: 'https://s3.us-west-004.backblazeb2.com', region: 'us-west-004', keys: 'https://secure.backblaze.com/app_keys.htm' },
  { id: 'wasabi', name: 'Wasabi', endpoint: 'https://s3.eu-central-1.wasabisys.com', region: 'eu-central-1', keys: 'https://console.wasabisys.com/access_keys' },
  { id: 'digitalocean', name: 'DigitalOcean Spaces', endpoint: 'https://fra1.digitaloceanspaces.com', region: 'fra1', keys: 'https://cloud.digitalocean.com/spaces/access_keys' },
  { id: 'gcs', name: 'Google Cloud Storage', endpoint: 'https://storage.googleapis.com', region: 'auto', keys: 'https://console.cloud.google.com/storage/settings;tab=interoperability' },
  { id: 'hetzner', name: 'Hetzner Object Storage', endpoint: 'https://fsn1.your-objectstorage.com', region: 'fsn1', keys: 'https://console.hetzner.com/' },
  { id: 'scaleway', name: 'Scaleway', endpoint: 'https://s3.fr-par.scw.cloud', region: 'fr-par', keys: 'https://console.scaleway.com/iam/api-keys' },
  { id: 'minio', name: 'MinIO', endpoint: 'http://minio.example.org:9000', region: '', provider: 'minio' },
  { id: 'ceph', name: 'Ceph', endpoint: 'https://s3.example.org', region: '', provider: 'ceph' },
  { id: 'garage', name: 'Garage', endpoint: 'http://garage.example.org:3900', region: 'garage', provider: 'garage' },
];
