namespace Baseline.Fuzz.Mutations;

/// <summary>Texts that readers are known to stumble over.</summary>
internal static class Tokens
{
    public static readonly string[] Yaml =
    [
        "&a ", "*a", "*a\n", "<<: *a\n", "<<: [*a, *a]\n", "<<: {}\n", "!!str ", "!!int ", "!!binary ", "!!map ", "!", "!<>", "!<tag:a> ", "%YAML 9.9\n", "%TAG ! a\n",
        "---\n", "...\n", "? ", ": ", "- ", "- - - ", "|\n", "|9-\n", ">+\n", "\"", "'", "\"\\0\"", "\"\\ud800\"", "\"\\U0010FFFF\"", "\\x", "{", "}", "[", "]", ",", "#", "\t", "\r", "\u0085", "\u2028",
        "~", "null", "true", "yes", "0x1F", "0o17", "1e400", ".nan", ".inf", "-0", "99999999999999999999", "2026-11-31", "2026-02-29", "0001-01-01", "9999-12-31",
        "extends: below.yaml\n", "extends: [below.yaml, below.yaml]\n", "extends: baseline.yaml\n", "extends: \"a\\0b\"\n", "extends: ../../../../x\n", "extends: /\n", "extends: ''\n", "extends: . \n",
        "scope:\n", "controls:\n", "exemptions:\n", "limits: {maxChanges: 0}\n", "/subscriptions/", "/providers/", "////", "*", "**", "İ", "ß", "\uFEFF", "😀",
    ];

    public static readonly string[] JsonValues =
    [
        "null", "true", "false", "0", "-1", "-0", "0.5", "365.0", "1e400", "-1e400", "1E-400", "2147483648", "9223372036854775808", "99999999999999999999999999", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"",
        "\"\\ud83d\\ude00\"", "[]", "{}", "[[]]", "[null]", "[{}]", "{\"\":null}", "{\"id\":null}", "{\"id\":\"\"}", "{\"a\":1,\"a\":2}", "{\"\\ud800\":1}", "\"/\"", "\"//\"", "\"/subscriptions/\"", "\"/subscriptions/x/resourceGroups/\"",
        "\"/subscriptions/11111111-1111-1111-1111-111111111111/providers/\"", "\"/providers/a/b/c\"", "\"2026-11-22T09:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"1.9\"", "\"1.0.0\"", "\"2147483648.0\"",
        "\"{\\\"error\\\":{\\\"code\\\":\\\"\\\\ud800\\\",\\\"message\\\":\\\"{}\\\"}}\"", "\"{\\\"a\\\":1\"", "\"https://management.azure.com/next?$skiptoken=a\"", "\"https://elsewhere.example/\"", "\"/%zz\"", "\"http://[\"", "\"Succeeded\"", "\"Failed\"", "\"Updating\"",
        "\"DELETE\"", "\"sha256:\"", "\"@{c1.principalId}\"", "\"@{\"", "\"İ\"", "\"Bearer eyJ\"",
    ];

    public static readonly string[] Statuses = ["100", "200", "201", "202", "204", "206", "301", "304", "400", "401", "403", "404", "408", "409", "412", "418", "429", "500", "502", "503", "504", "599"];

    public static readonly string[] Headers =
    [
        "Retry-After", "retry-after-ms", "x-ms-retry-after-ms", "x-ms-ratelimit-remaining-subscription-reads", "x-ms-ratelimit-remaining-subscription-writes", "x-ms-ratelimit-remaining-subscription-global-reads",
        "x-ms-ratelimit-remaining-tenant-reads", "x-ms-ratelimit-remaining-subscription-resource-requests", "x-ms-ratelimit-remaining-tenant-resource-requests", "x-ms-user-quota-remaining", "x-ms-user-quota-resets-after",
        "x-ms-tenant-subscription-limit-hit", "Azure-AsyncOperation", "Location", "x-ms-error-code", "x-ms-correlation-request-id", "x-ms-request-id", "Content-Type", "Content-Length",
    ];

    public static readonly string[] HeaderValues =
    [
        "", " ", "0", "1", "-1", "0.5", "NaN", "Infinity", "-Infinity", "99999999", "99999999.999", "1e9", "99999999999999999999", new string('9', 400), "00:00:05", "-00:00:05", "10675199.02:48:05.4775807", "-10675199.02:48:05.4775808",
        "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "tomorrow", "true", "1,2", "é", "\0", "https://management.azure.com/operations/1?t=a", "https://management.azure.com/operations/2", "/operations/3", "//elsewhere.example", "https://elsewhere.example/", "http://[", "?", "text/html", "a b",
    ];

    public static string Of(Random random, string[] tokens) => tokens[random.Next(tokens.Length)];
}
