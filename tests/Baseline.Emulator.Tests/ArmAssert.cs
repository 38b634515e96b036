using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Tests;

/// <summary>What tests say about answers.</summary>
internal static class ArmAssert
{
    public static JsonNode Ok(ArmResponse response, int status = 200)
    {
        Assert.True(response.Status == status, $"Expected {status}, got {response.Status}: {response.Text}");
        return Assert.IsType<JsonNode>(response.Json(), exactMatch: false);
    }

    /// <summary>An error as Microsoft.Insights sends it: code and message at the top.</summary>
    public static string Bare(ArmResponse response, int status, string code)
    {
        var body = Ok(response, status);
        Assert.Equal(code, (string?)body["code"]);
        return Assert.IsType<string>((string?)body["message"]);
    }

    /// <summary>An error as everybody else sends it: inside "error".</summary>
    public static string Wrapped(ArmResponse response, int status, string code)
    {
        var body = Ok(response, status);
        Assert.Equal(code, (string?)body["error"]?["code"]);
        return Assert.IsType<string>((string?)body["error"]?["message"]);
    }

    public static string[] Names(JsonNode? rows, string member) =>
        [.. rows?.AsArray().Select(row => (string?)row?[member] ?? "") ?? []];
}
