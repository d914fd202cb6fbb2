using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Rooms;

/// <summary>What the pictures of the room's code are called, in the order of js/code-view.js.</summary>
internal static class CodeNames
{
    public static string In(IStringLocalizer<RoomTexts> t) => string.Join(',', (LocalizedString[])
    [
        t["Dog"], t["Cat"], t["Mouse"], t["Rabbit"], t["Fox"], t["Bear"], t["Lion"], t["Cow"], t["Pig"], t["Frog"],
        t["Monkey"], t["Chicken"], t["Penguin"], t["Owl"], t["Horse"], t["Bee"], t["Butterfly"], t["Snail"],
        t["Turtle"], t["Snake"], t["Octopus"], t["Fish"], t["Whale"], t["Elephant"], t["Camel"], t["Hedgehog"],
        t["Cactus"], t["Tree"], t["Clover"], t["Sunflower"], t["Mushroom"], t["Moon"], t["Star"], t["Fire"],
        t["Rainbow"], t["Snowman"], t["Apple"], t["Banana"], t["Grapes"], t["Strawberry"], t["Cherries"], t["Lemon"],
        t["Carrot"], t["Corn"], t["Bread"], t["Cheese"], t["Egg"], t["Pizza"], t["Cake"], t["Cup"], t["Ball"],
        t["Balloon"], t["Gift"], t["Guitar"], t["Drum"], t["Bicycle"], t["Car"], t["Rocket"], t["Sailboat"],
        t["House"], t["Key"], t["Clock"], t["Bell"], t["Hat"]
    ]);
}
