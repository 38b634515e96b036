using Baseline.Azure;
using Baseline.Emulator;
using Baseline.Roles;

namespace Baseline.Conformance.Tests.Comparing;

/// <summary>Whether a custom role allows what was sent to Azure.</summary>
internal static class RoleCoverage
{
    /// <summary>The actions that requests needed and the role does not have.</summary>
    public static IEnumerable<string> Missing(IEnumerable<ArmExchange> requests, CustomRole role) => requests
        .Select(ActionOf)
        .OfType<string>()
        .Distinct()
        .Except(role.Actions, StringComparer.OrdinalIgnoreCase);

    /// <summary>Azure's name for a request: its type and what is done; null for what anybody may ask.</summary>
    private static string? ActionOf(ArmExchange request)
    {
        var path = request.PathAndQuery.Split('?')[0];
        return !ResourceId.TryParse(path, out var id) ? null
            : id.IsOfType("Microsoft.Resources/resourceGroups") ? $"Microsoft.Resources/subscriptions/resourceGroups/{Verb(request.Method)}"
            : id.Type.Contains('/', StringComparison.Ordinal) ? $"{id.Type}/{Verb(request.Method)}"
            : $"Microsoft.Resources/subscriptions/providers/{Verb(request.Method)}";
    }

    private static string Verb(string method) => method switch
    {
        "GET" => "read",
        "PUT" or "PATCH" => "write",
        "DELETE" => "delete",
        _ => "action",
    };
}
