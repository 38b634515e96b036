using System.Text.Json;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>A plan with names and values that try to be more than text, in all places that another team can fill.</summary>
internal static class HostilePlan
{
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app";

    private static readonly string[] Texts =
    [
        "it's", "${c1.properties.principalId}", "${c9.id} ${x} $${y} %{z}", "a\\'b\\\\", "[concat('a', 'b')]", "[[x]]", "'''", "line\nbreak\r\n\tx",
        "// comment", "/* x */", "\u0000\u0007\u001b[31m", "right \u202Eto\u202C left", "Ключ 鍵 🔑", "\"quoted\" `code`", "#disable-next-line BCP037",
        "$(exit 7) `exit 7`; exit 7 & #!", "%{ if true }x%{ endif }",
    ];

    /// <summary>The plan.</summary>
    public static Plan Plan { get; } = Make();

    private static Plan Make()
    {
        var tags = Texts.Select((text, index) => KeyValuePair.Create($"{text}{index}", text))
            .Where(tag => !tag.Key.Contains("${c1.", StringComparison.Ordinal)).ToDictionary();
        return AllPlans.Of("example fleet") with
        {
            Baseline = new PlanBaseline(string.Join(' ', Texts), "sha256:0"),
            Changes =
            [
                Identity(1) with { Body = JsonSerializer.SerializeToElement(new { location = "westeurope", tags }) },
                .. Texts.Select((text, index) => Identity(index + 2) with
                {
                    Resource = $"{Group}/providers/Microsoft.Insights/diagnosticSettings/{text.Replace('/', '-')}",
                    Type = "Microsoft.Insights/diagnosticSettings",
                    ApiVersion = "2021-05-01-preview",
                    Body = JsonSerializer.SerializeToElement(new { properties = new { eventHubName = text } }),
                }).Where(change => !change.Resource.Contains("${c1.", StringComparison.Ordinal)),
                Identity(Texts.Length + 2) with
                {
                    Action = ChangeAction.Update,
                    Method = "PATCH",
                    Body = JsonSerializer.SerializeToElement(new { tags }),
                    Properties = [new PropertyChange(string.Join(' ', Texts), default, JsonSerializer.SerializeToElement(string.Join(' ', Texts)))],
                },
            ],
        };
    }

    private static Change Identity(int number) => new()
    {
        Id = $"c{number}",
        Action = ChangeAction.Create,
        Resource = $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-a",
        Type = "Microsoft.ManagedIdentity/userAssignedIdentities",
        ApiVersion = "2024-11-30",
        Method = "PUT",
        Body = JsonSerializer.SerializeToElement(new { location = "westeurope" }),
        Properties = [],
        DependsOn = [],
        Because = [new Cause("KeyVault-004", string.Join(' ', Texts))],
        Precondition = "sha256:0",
        Irreversible = false,
    };
}
