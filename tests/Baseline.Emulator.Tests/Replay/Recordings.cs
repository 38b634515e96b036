using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.TestKit;

namespace Baseline.Emulator.Tests.Replay;

/// <summary>One request and what Azure answered.</summary>
internal sealed record Recording(string File, string Method, string Target, JsonNode? Sent)
{
    public int Status { get; init; }

    public JsonNode? Answered { get; init; }

    public string? Location { get; init; }
}

/// <summary>
/// Recorded conversations with Azure. They are no part of the repository: where the folder that holds them is not found
/// above it, there is nothing to replay and nothing to fail.
/// </summary>
internal static partial class Recordings
{
    private static readonly string? Folder = Find();

    public static IReadOnlyList<Recording> Conversation(string name)
    {
        if (Folder is null || Read("sequences.json")[name] is not JsonArray files)
        {
            return [];
        }

        return [.. files.Select(file => Load((string?)file ?? ""))];
    }

    private static Recording Load(string file)
    {
        var root = Read(file);
        var (request, response) = (root["request"], root["response"]);
        var location = response?["headers"] is JsonObject headers
            ? headers.FirstOrDefault(header => header.Key.Equals("location", StringComparison.OrdinalIgnoreCase)).Value
            : null;
        return new Recording(
            file,
            (string?)request?["method"] ?? "GET",
            ((string?)request?["url"] ?? "").Replace("https://management.azure.com", "", StringComparison.Ordinal),
            request?["body"])
        {
            Status = (int?)response?["status"] ?? 0,
            Answered = response?["body"],
            Location = (string?)location,
        };
    }

    // The recorders masked subscriptions and tenants in addresses but not always in bodies; here all are the one.
    private static JsonNode Read(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder ?? "", file));
        text = SubscriptionId().Replace(text, "subscriptions/" + World.Sub);
        text = TenantId().Replace(text, $"\"tenantId\": \"{World.Tenant}\"");
        return JsonNode.Parse(text) ?? throw new InvalidOperationException($"{file} is empty.");
    }

    private static string? Find()
    {
        for (var directory = new DirectoryInfo(Repo.Root); directory is not null; directory = directory.Parent)
        {
            var candidate = Path.Combine(directory.FullName, "shared", "recordings");
            if (File.Exists(Path.Combine(candidate, "sequences.json")))
            {
                return candidate;
            }
        }

        return null;
    }

    [GeneratedRegex("\"tenantId\": *\"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\"")]
    private static partial Regex TenantId();

    [GeneratedRegex("subscriptions/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex SubscriptionId();
}
