#include "lang/cli/report.h"

void cli_report_text(FILE *out, const struct cli_policy *policy)
{
    for (uint32_t i = 0; i < policy->diagnostics.count; i++) {
        const struct diagnostic *diagnostic = &policy->diagnostics.items[i];

        fprintf(out, "%s: %s[%s]: %s\n", policy->source.name, severity_name(diagnostic->severity),
                diagnostic_infos[diagnostic->code].code, diagnostic->message);
    }
}

json_t *cli_report_json(const struct cli_policy *policy)
{
    (void)policy;
    return json_array();
}
