#include "lang/rules/defaults.h"

#include <stddef.h>
#include <string.h>

/* What a GitHub-hosted runner needs to report its work and to stay alive. Every line says all of
 * itself, so that a log can quote it. */
static const char gha[] = "127.0.0.53:53/udp\n"
                          "168.63.129.16:80|32526 cgroup=/azure.slice/walinuxagent.service\n"
                          "169.254.169.254:80 cgroup=/azure.slice/walinuxagent.service\n"
                          "results-receiver.actions.githubusercontent.com\n"
                          "hosted-compute-watchdog-prod-*.githubapp.com exe=/tmp/provjobd*\n";

static const struct {
    const char *name;
    const char *text;
} sets[] = {
    {"gha", gha},
};

const char *defaults_text(const char *name)
{
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
        if (!strcmp(sets[i].name, name))
            return sets[i].text;
    return NULL;
}
