// SPDX-License-Identifier: GPL-3.0-or-later
#include "page-testing.h"

#include "heng-page-explanation.h"
#include "heng-page-figure.h"
#include "heng-page-pairs.h"
#include "heng-page-prose.h"
#include "heng-page-signatures.h"
#include "heng-page-table.h"

/* Documents of the length and kind that are printed and signed, with figures made up for the purpose. */

#define CELLS(...) ((const char *[]) { __VA_ARGS__, NULL })

static char *
format_page_zh (guint    page_number,
                guint    n_pages,
                gpointer user_data)
{
  return g_strdup_printf ("第 %u 页　共 %u 页", page_number, n_pages);
}

static HengPageSetup
make_setup (const char *running_title)
{
  HengPageSetup setup;

  heng_page_setup_init (&setup);
  setup.running_title = running_title;
  setup.footer_text = "台账校验值 3f9a 6c01 b7d2 44e8　　数据截至 2025-03-31";
  setup.printed_on = "打印于 2025-04-02";
  setup.format_page_number = format_page_zh;

  return setup;
}

static void
add_monitoring (HengPageContent *content)
{
  HengPageTable *table = heng_page_content_add_table (content);

  heng_page_table_set_title (table, "表 1　刘庄国控断面月均浓度", "单位：mg/L");
  heng_page_table_add_column (table, "指标", HENG_PAGE_ALIGN_LEFT);
  for (int month = 1; month <= 12; month++)
    {
      g_autofree char *title = g_strdup_printf ("%d", month);

      heng_page_table_add_column (table, title, HENG_PAGE_ALIGN_RIGHT);
    }
  heng_page_table_add_column (table, "年均", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "类别", HENG_PAGE_ALIGN_CENTRE);
  heng_page_table_add_column_group (table, "月份", 1, 12);
  heng_page_table_add_column_group (table, "2024 年", 13, 2);
  heng_page_table_add_row (table, CELLS ("化学需氧量", "12.4", "11.8", "12.1", "13.0", "13.6", "14.2", "14.9", "14.1",
                                         "13.3", "12.7", "12.0", "11.9", "13.0", "Ⅰ"));
  heng_page_table_add_row (table, CELLS ("高锰酸盐指数", "2.6", "2.5", "2.7", "2.9", "3.1", "3.3", "3.6", "3.4", "3.0",
                                         "2.8", "2.6", "2.5", "2.9", "Ⅱ"));
  heng_page_table_add_row (table, CELLS ("氨氮", "0.31", "0.28", "0.22", "0.19", "0.17", "0.15", "0.14", "0.16", "0.18",
                                         "0.21", "0.26", "0.30", "0.21", "Ⅱ"));
  heng_page_table_add_row (table, CELLS ("总磷", "0.062", "0.058", "0.060", "0.071", "0.078", "0.084", "0.091", "0.088",
                                         "0.076", "0.069", "0.064", "0.061", "0.072", "Ⅱ"));
  heng_page_table_add_row (table, CELLS ("总氮", "3.10", "2.96", "2.84", "2.71", "2.66", "2.58", "未测得", "2.49", "2.55",
                                         "2.63", "2.78", "2.94", "2.75", "–"));
  heng_page_table_set_note (table, "注：总氮 7 月因自动站停运未测得，未按 0 计；总氮不参与河流类别评价，只用于同比。"
                                   "类别按《地表水环境质量标准》（GB 3838—2002）单因子评价。");
}

static void
add_computation (HengPageContent *content)
{
  HengPageTable *table = heng_page_content_add_table (content);

  heng_page_table_set_title (table, "表 2　补偿资金计算", "单位：万元");
  heng_page_table_add_column (table, "项目", HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, "基准", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "实测", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "变化", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "单价", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "金额", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "封顶后", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_row (table, CELLS ("水质基本补偿（类别每好于Ⅲ类一级）", "Ⅲ类", "Ⅱ类", "+1 级", "6,000.00",
                                         "6,000.00", "6,000.00"));
  heng_page_table_add_row (table, CELLS ("水质变化补偿：化学需氧量", "13.40", "13.00", "−2.99%", "100.00", "99.50", "99.50"));
  heng_page_table_add_row (table, CELLS ("水质变化补偿：氨氮", "0.23", "0.21", "−8.70%", "100.00", "290.00", "290.00"));
  heng_page_table_add_row (table, CELLS ("水质变化补偿：总磷", "0.070", "0.072", "+2.86%", "100.00", "−95.33", "−95.33"));
  heng_page_table_add_total (table, CELLS ("合计（山东省应拨付河南省）", "", "", "", "", "6,294.17", "6,294.17"));
}

static void
add_explanation (HengPageContent *content)
{
  HengPageExplanation *why = heng_page_content_add_explanation (content);

  heng_page_explanation_add (why, 0, "山东省应拨付河南省", "6,294.17 万元");
  heng_page_explanation_add_formula (why, 0, "基本补偿 + 变化补偿", "6,000.00 + 294.17");
  heng_page_explanation_add (why, 1, "基本补偿（协议第四条第一款）", "6,000.00 万元");
  heng_page_explanation_add_formula (why, 1, "(Ⅲ类 − 实测类别) × 每级金额", "(3 − 2) × 6,000.00");
  heng_page_explanation_add (why, 2, "实测类别：刘庄断面 2024 年均值，单因子评价取最差", "Ⅱ类");
  heng_page_explanation_add (why, 1, "变化补偿（协议第四条第二款），上限 4,000.00 万元", "294.17 万元");
  heng_page_explanation_add_formula (why, 1, "−变化率 × 每百分点金额 ÷ 因子数，按因子相加", "(2.99 + 8.70 − 2.86) × 100.00 ÷ 3");
  heng_page_explanation_add (why, 2, "化学需氧量同比", "−2.99 %");
  heng_page_explanation_add (why, 2, "氨氮同比", "−8.70 %");
  heng_page_explanation_add (why, 2, "总磷同比", "+2.86 %");
}

static void
add_balances (HengPageContent *content)
{
  HengPageTable *table = heng_page_content_add_table (content);

  heng_page_table_set_title (table, "表 3　应收应付与拨付", "单位：万元");
  heng_page_table_add_column (table, "地区", HENG_PAGE_ALIGN_LEFT);
  heng_page_table_add_column (table, "上年结转", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "本年应收（+）应付（−）", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "已预拨", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "本次应拨", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_column (table, "未结", HENG_PAGE_ALIGN_RIGHT);
  heng_page_table_add_row (table, CELLS ("河南省", "–", "6,294.17", "4,000.00", "2,294.17", "2,294.17"));
  heng_page_table_add_row (table, CELLS ("山东省", "–", "−6,294.17", "−4,000.00", "−2,294.17", "−2,294.17"));
  heng_page_table_add_total (table, CELLS ("合计", "–", "–", "–", "–", "–"));
}

static HengPageContent *
make_settlement (void)
{
  static const char *roles[] = { "经办人", "审核人", "负责人", NULL };
  HengPageContent *content = heng_page_content_new ();
  HengPagePairs *pairs;
  HengPageSignatures *signatures;

  heng_page_content_add_title (content, "2024 年度补偿资金结算单");
  heng_page_content_add_subtitle (content, "黄河流域（豫鲁段）横向生态保护补偿协议");
  pairs = heng_page_content_add_pairs (content);
  heng_page_pairs_add (pairs, "协议编号", "豫鲁〔2023〕2 号");
  heng_page_pairs_add (pairs, "考核期", "2024-01-01 至 2024-12-31");
  heng_page_pairs_add (pairs, "受益方", "山东省人民政府");
  heng_page_pairs_add (pairs, "保护方", "河南省人民政府");
  heng_page_pairs_add (pairs, "计价单位", "人民币万元");
  heng_page_pairs_add (pairs, "编制日期", "2025-04-02");
  heng_page_pairs_add (pairs, "应拨付合计（大写）", "人民币陆仟贰佰玖拾肆万壹仟柒佰元整");
  heng_page_content_add_heading (content, "一、监测结果");
  heng_page_content_add_paragraph (content,
    "监测数据由中国环境监测总站“采测分离”取得，两省各留存一份水样。刘庄断面 2024 年年均水质为Ⅱ类，好于协议基准Ⅲ类一级；"
    "化学需氧量、氨氮同比下降，总磷略有上升。");
  add_monitoring (content);
  heng_page_content_add_heading (content, "二、补偿计算");
  add_computation (content);
  add_explanation (content);
  heng_page_content_add_heading (content, "三、应收应付");
  add_balances (content);
  heng_page_content_add_heading (content, "四、依据文件");
  heng_page_content_add_paragraph (content,
    "《生态保护补偿条例》（国务院令第 779 号）第十四条至第十八条；《黄河流域（豫鲁段）横向生态保护补偿协议》第四条、第六条；"
    "2024 年刘庄断面监测数据确认函。");
  heng_page_content_add_heading (content, "五、联合核定");
  heng_page_content_add_paragraph (content, "双方财政、生态环境部门核对无误，同意按本结算单清算。");
  signatures = heng_page_content_add_signatures (content, "日期", "年　　月　　日", "（盖章）");
  heng_page_signatures_add_party (signatures, "河南省财政厅　河南省生态环境厅", roles);
  heng_page_signatures_add_party (signatures, "山东省财政厅　山东省生态环境厅", roles);

  return content;
}

static HengPageContent *
make_agreement (void)
{
  HengPageContent *content = heng_page_content_new ();
  HengPagePairs *pairs;
  HengPageSignatures *signatures;
  static const char *roles[] = { "代表", NULL };

  heng_page_content_add_title (content, "赤水河流域横向生态补偿协议摘要表");
  pairs = heng_page_content_add_pairs (content);
  heng_page_pairs_add (pairs, "编号", "滇黔川〔2018〕1 号");
  heng_page_pairs_add (pairs, "实施期限", "2018-01-01 至 2020-12-31");
  heng_page_pairs_add (pairs, "甲方", "云南省人民政府");
  heng_page_pairs_add (pairs, "乙方", "贵州省人民政府");
  heng_page_pairs_add (pairs, "丙方", "四川省人民政府");
  heng_page_pairs_add (pairs, "机制", "流域");
  heng_page_pairs_add (pairs, "流域与断面", "赤水河干流及主要支流；清池、鲢鱼溪等断面，以国家考核断面监测数据为准。");
  heng_page_pairs_add (pairs, "考核指标与单位", "高锰酸盐指数（mg/L）、氨氮（mg/L）、总磷（mg/L），按月监测，按年考核。");
  heng_page_pairs_add (pairs, "补偿标准", "三省按 1∶5∶4 共同出资 2 亿元设立补偿资金，按 3∶4∶3 分配；断面水质达标的，上游省得到全额，"
                                     "部分达标的按达标比例得到，完全未达标的不得，资金按约定退回下游省。");
  heng_page_pairs_add (pairs, "资金用途", "流域内水污染防治、生态保护修复、沿岸村镇污水垃圾处理与群众生计；不得截留、占用、挪用、拖欠。");
  heng_page_pairs_add (pairs, "争议处理", "协商；协商不成的，提请财政部、生态环境部协调。");
  heng_page_content_add_heading (content, "签署");
  signatures = heng_page_content_add_signatures (content, "日期", "年　　月　　日", "（盖章）");
  heng_page_signatures_add_party (signatures, "甲方：云南省人民政府", roles);
  heng_page_signatures_add_party (signatures, "乙方：贵州省人民政府", roles);
  heng_page_signatures_add_party (signatures, "丙方：四川省人民政府", roles);

  return content;
}

static void
test_settlement (PageTest      *test,
                 gconstpointer  data)
{
  g_autoptr(HengPageContent) content = make_settlement ();
  HengPageSetup setup = make_setup ("2024 年度补偿资金结算单 · 黄河流域（豫鲁段）");
  g_autoptr(HengPageLayout) layout = heng_page_layout_new (content, &setup);
  g_autofree char *text = NULL;

  page_test_show (layout, "settlement-zh.pdf");
  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL)
    return;
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), ==, 2);
  g_assert_true (page_test_has (text, "2024 年度补偿资金结算单"));
  g_assert_true (page_test_has (text, "人民币陆仟贰佰玖拾肆万壹仟柒佰元整"));
  g_assert_true (page_test_has (text, "采测分离"));
  g_assert_true (page_test_has (text, "第 2 页"));
}

static void
test_agreement (PageTest      *test,
                gconstpointer  data)
{
  g_autoptr(HengPageContent) content = make_agreement ();
  HengPageSetup setup = make_setup ("赤水河流域横向生态补偿协议摘要表");
  g_autoptr(HengPageLayout) layout = heng_page_layout_new (content, &setup);
  g_autofree char *text = NULL;

  page_test_show (layout, "agreement-zh.pdf");
  page_test_write (layout, test->path);
  text = page_test_read (test->path);
  if (text == NULL)
    return;
  g_assert_cmpuint (heng_page_layout_get_n_pages (layout), ==, 1);
  g_assert_true (page_test_has (text, "不得截留、占用、挪用、拖欠"));
  g_assert_true (page_test_has (text, "丙方：四川省人民政府"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reports/pages/chinese/settlement", PageTest, NULL, page_test_set_up, test_settlement,
              page_test_tear_down);
  g_test_add ("/reports/pages/chinese/agreement", PageTest, NULL, page_test_set_up, test_agreement,
              page_test_tear_down);

  return g_test_run ();
}
