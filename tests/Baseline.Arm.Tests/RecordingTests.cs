using System.Text.Json;
using Baseline.Arm.Writing;
using Baseline.Azure;
using Baseline.Json;
using Baseline.TestKit;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>Feeds recorded Azure traffic to the readers, where recordings lie beside the repository.</summary>
public sealed class RecordingTests
{
    private static readonly string? Folder = Find();

    [Fact]
    public async Task Every_recorded_list_is_read_whole()
    {
        var count = 0;
        foreach (var (name, recording) in Recordings())
        {
            var body = recording.At("response.body");
            if (body.At("value").ValueKind != JsonValueKind.Array || recording.TextAt("request.method") != "GET")
            {
                continue;
            }

            var text = body.GetRawText();
            var azure = new ScriptedAzure { Otherwise = Reply.List() }.OnGet(Vaults, Reply.Ok(text));
            using var connection = Connect(azure);

            var list = await connection.ListAsync(Vaults, "v", TestContext.Current.CancellationToken);

            Assert.True(list.Failure is null, $"{name}: {list.Failure}");
            Assert.Equal(body.ItemsAt("value").Select(item => item.GetRawText()), list.Items.Select(item => item.GetRawText()));
            count++;
        }

        Assert.True(Folder is null || count > 20, $"Only {count} lists were found.");
    }

    [Fact]
    public async Task Every_recorded_next_link_is_sent_as_it_came()
    {
        foreach (var (name, recording) in Recordings())
        {
            if (recording.TextAt("response.body.nextLink") is not { } link || !link.StartsWith("https://management.azure.com/", StringComparison.Ordinal))
            {
                continue;
            }

            var azure = new ScriptedAzure { Otherwise = Reply.List() }.OnGet(Vaults, Reply.Ok(recording.At("response.body").GetRawText()));
            using var connection = Connect(azure);

            var list = await connection.ListAsync(Vaults, "v", TestContext.Current.CancellationToken);

            Assert.True(list.Failure is null, $"{name}: {list.Failure}");
            Assert.Equal(link, "https://management.azure.com" + azure.Requests[^1].PathAndQuery);
        }
    }

    [Fact]
    public async Task Every_recorded_error_has_a_code_and_a_message()
    {
        var count = 0;
        foreach (var (name, recording) in Recordings())
        {
            var status = (int)(recording.NumberAt("response.status") ?? 0);
            if (status is < 400 or > 599)
            {
                continue;
            }

            var body = recording.At("response.body");
            var text = body.ValueKind == JsonValueKind.String ? body.GetString() ?? "" : body.ValueKind == JsonValueKind.Undefined ? "" : body.GetRawText();
            var azure = new ScriptedAzure().OnGet(Vault, new Reply(status, text));
            using var connection = Connect(azure);

            var answer = await connection.GetAsync(Vault, "v", TestContext.Current.CancellationToken);

            Assert.True(answer.Failure is { Code.Length: > 2, Message.Length: > 2 }, $"{name} ({status}): {answer.Failure}");
            Assert.False(int.TryParse(answer.Failure?.Code, out _), $"{name}: {answer.Failure}");
            count++;
        }

        Assert.True(Folder is null || count > 20, $"Only {count} errors were found.");
    }

    [Fact]
    public async Task Every_recorded_resource_is_kept_as_it_came()
    {
        foreach (var (name, recording) in Recordings())
        {
            var body = recording.At("response.body");
            if (recording.TextAt("request.method") != "GET" || recording.NumberAt("response.status") != 200
                || body.TextAt("id") is null || !ResourceId.TryParse(body.TextAt("id"), out var id))
            {
                continue;
            }

            var azure = new ScriptedAzure { Otherwise = Reply.Ok(body.GetRawText()) };
            using var connection = Connect(azure);

            var result = await new ArmChangeWriter(connection).ReadAsync(id.Text, "v", TestContext.Current.CancellationToken);

            Assert.True(result.Failure is null, $"{name}: {result.Failure}");
            Assert.Equal(body.GetRawText(), result.Body.GetRawText());
        }
    }

    private static IEnumerable<(string Name, JsonElement Recording)> Recordings()
    {
        var files = Folder is null ? [] : Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories);

        // The documentation's examples hold placeholders for links, so that they are no traffic.
        foreach (var file in files.Where(file => !file.Contains("azure-rest-api-specs", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var recording = ToJson(File.ReadAllText(file));
            if (recording.At("response").ValueKind == JsonValueKind.Object)
            {
                yield return (Path.GetRelativePath(Folder ?? "", file), recording);
            }
        }
    }

    private static string? Find()
    {
        for (var directory = new DirectoryInfo(Repo.Root); directory is not null; directory = directory.Parent)
        {
            var folder = Path.Combine(directory.FullName, "shared", "recordings");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
