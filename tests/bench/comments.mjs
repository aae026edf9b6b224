// A log of comments in two languages, nearly all different, from a seed.

const WORDS = ('delivery parcel late early box crushed colour size refund slow quick app login password payment card voucher '
  + 'agent hotline answer phone friendly rude quality price fabric zip button return label courier door neighbour').split(' ');
const PHRASES = ('物流 快递 太慢 很快 包装 破损 颜色 尺码 退款 客服 态度 不理人 很耐心 付款 失败 优惠券 质量 价格 面料 拉链 做工 退货 '
  + '小哥 门口 邻居 发货 仓库 电话 打不通 系统 登录 密码').split(' ');
const FILL = [...'的了是很在有就都也还不又说要让给和这那我你'];

/** The log as CSV: so many customers with a survey and a comment each. */
export function comments(n) {
  let state = 13;
  // Marsaglia's xorshift.
  const below = (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
  // The commoner ones come first.
  const one = (list) => list[Math.min(below(list.length), below(list.length))];
  const lines = ['customer,event,timestamp,csat,comment'];
  for (let at = 0; at < n; at += 1) {
    let text = '';
    for (let parts = 3 + below(10); parts > 0; parts -= 1) {
      text += at % 2 ? one(PHRASES) + FILL[below(FILL.length)] + ['', '', '，', '。'][below(4)]
        : one(WORDS) + [' ', ' the ', ' was ', '; ', ' and '][below(5)];
    }
    const time = new Date(1_704_067_200_000 + below(8_000_000) * 1000).toISOString();
    lines.push(`c${at},survey,${time},${1 + below(5)},${text.trim()}`);
  }
  return `${lines.join('\n')}\n`;
}
