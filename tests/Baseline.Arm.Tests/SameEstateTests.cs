using System.Text;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Emulator;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>However an estate is read, it is the same estate, byte for byte.</summary>
public sealed class SameEstateTests
{
    private static readonly ReadOptions[] Ways =
    [
        new(),
        new() { Inventory = Inventory.Auto },
        new() { Batch = true },
        new() { Inventory = Inventory.Graph, Batch = true },
    ];

    [Theory]
    [InlineData("conformity")]
    [InlineData("fleet")]
    [InlineData("landing-zone")]
    public async Task An_example_is_read_alike(string example)
    {
        var seed = await File.ReadAllBytesAsync(Repo.PathOf("examples", example, "estate.json"), Token);

        await AssertAlikeAsync(seed, DocumentRequest(example), new EmulatorOptions(new ImpatientClock()), example);
    }

    [Trait("Needs", "time")]
    [Fact]
    public Task Three_hundred_random_estates_are_read_alike() => Parallel.ForAsync(0, 300, Token, async (number, _) =>
    {
        var random = new Random(number);
        var options = new EmulatorOptions(new ImpatientClock())
        {
            PageSize = random.Next(1, 30),
            LeadingEmptyPage = random.Next(2) == 0,
            EnforceQuotas = random.Next(4) == 0,
        };

        await AssertAlikeAsync(RandomEstate(random), DocumentRequest("fleet"), options, $"estate {number}");
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static EstateRequest DocumentRequest(string example)
    {
        var document = new BaselineReader(new FileDocumentSource(Repo.DocumentFolder(example)), ControlCatalogue.Product.All).Read("baseline.yaml").Value;
        Assert.NotNull(document);
        return new Planner(ControlCatalogue.Product).RequestFor(document);
    }

    private static async Task AssertAlikeAsync(byte[] seed, EstateRequest request, EmulatorOptions options, string what)
    {
        string? first = null;
        foreach (var way in Ways)
        {
            var clock = new ImpatientClock();
            using var stream = new MemoryStream(seed);
            var emulator = ArmEmulator.Load(stream, options with { Clock = clock });
            using var connection = new ArmConnection(
                Options(new ArmEmulatorHandler(emulator), clock) with { MaxWait = TimeSpan.FromSeconds(2) });
            var estate = await new ArmEstateReader(connection, "emulator", null, way).ReadAsync(request, Token);

            using var written = new MemoryStream();
            EstateFile.Write(estate, written);
            var text = Encoding.UTF8.GetString(written.ToArray());
            first ??= text;
            Assert.True(first == text, $"{what} differs with {way}.");
        }
    }

    private static byte[] RandomEstate(Random random)
    {
        var builder = new EstateBuilder();
        for (var number = 0; number < random.Next(1, 5); number++)
        {
            var guid = $"{number:D8}-1111-1111-1111-111111111111";
            builder.Subscription(guid, null, "team", "contoso").Account($"st{number}");
            AddVaults(builder, random, number);
            AddRefusals(builder, random, guid);
        }

        return builder.ToJson();
    }

    private static void AddVaults(EstateBuilder builder, Random random, int subscription)
    {
        for (var number = random.Next(45); number >= 0; number--)
        {
            var name = $"kv-{subscription}-{number}";
            builder.Vault(name, tags: random.Next(5) == 0 ? ["environment=sandbox"] : []);
            if (random.Next(2) == 0)
            {
                builder.Setting(name, "Audit", storage: $"st{subscription}");
            }

            switch (random.Next(30))
            {
                case 0:
                    builder.SettingsUnreadable(name);
                    break;
                case 1:
                    builder.SettingsUnreadable(name, 404, "ResourceNotFound");
                    break;
                case 2:
                    builder.SettingsUnreadable(name, 500, "InternalServerError");
                    break;
                case 3:
                    builder.SettingsUnreadable(name, 429, "ResourceRequestsThrottled");
                    break;
                case 4:
                    builder.Unreadable(builder.VaultId(name));
                    break;
                default:
                    break;
            }
        }
    }

    private static void AddRefusals(EstateBuilder builder, Random random, string guid)
    {
        switch (random.Next(8))
        {
            case 0:
                builder.Unreadable($"/subscriptions/{guid}/providers/Microsoft.KeyVault/vaults");
                break;
            case 1:
                builder.Unreadable($"/subscriptions/{guid}");
                break;
            case 2:
                builder.SubscriptionSetting("activity", storage: $"st{guid[7]}");
                break;
            default:
                break;
        }
    }
}
